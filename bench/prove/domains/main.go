package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	began := time.Now()
	folder, err := os.MkdirTemp("", "livery-domains-")
	var s *scene
	if err == nil {
		s, err = prepare(ctx, folder)
		if err == nil {
			err = s.play(ctx)
		}
		if s != nil {
			err = errors.Join(err, s.close())
		}
		err = errors.Join(err, os.RemoveAll(folder))
	}
	cancel()
	if err != nil {
		fmt.Fprintln(os.Stderr, "domains:", err)
		os.Exit(1)
	}
	fmt.Printf("domains: %d states as expected, %d wrong records named, %d certificates issued by pebble, %d handshakes as expected, in %s\n",
		s.states, s.named, s.issued, s.handshakes, time.Since(began).Round(100*time.Millisecond))
}
