package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

func main() {
	serve := flag.Bool("serve", false, "run the world, print where it is, and end with the standard input")
	binary := flag.String("binary", "build/livery", "the program to prove")
	flag.Parse()
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, *binary, *serve)
	cancel()
	if err != nil {
		fmt.Fprintln(os.Stderr, "start:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, binary string, serve bool) (err error) {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Minute)
	defer cancel()
	folder, err := os.MkdirTemp("", "livery-start-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	// PostgreSQL's user may pass, so that the cluster lies in here too, and goes with it.
	if err := os.Chmod(folder, 0o711); err != nil {
		return err
	}
	w, err := open(ctx, folder, binary)
	if err == nil {
		if serve {
			err = w.tell()
		} else {
			err = w.prove(ctx, folder)
		}
	}
	return errors.Join(err, w.close())
}

// tell prints where everything is, and waits for whoever has asked to be done.
func (w *world) tell() error {
	if err := json.NewEncoder(os.Stdout).Encode(w.told); err != nil {
		return err
	}
	_, err := io.Copy(io.Discard, os.Stdin)
	return err
}

// figures are what the browser has counted.
type figures struct {
	Steps        int     `json:"steps"`
	Letters      int     `json:"letters"`
	Records      int     `json:"records"`
	Certificates int     `json:"certificates"`
	Screens      int     `json:"screens"`
	DomainAfter  float64 `json:"domain_after"`
	Seconds      float64 `json:"seconds"`
}

// prove runs the browser test in the world, and prints what it has counted.
func (w *world) prove(ctx context.Context, folder string) error {
	path, err := exec.CommandContext(ctx, "scripts/node.sh").Output()
	if err != nil {
		return fmt.Errorf("find node: %w", err)
	}
	world, counted := filepath.Join(folder, "world.json"), filepath.Join(folder, "figures.json")
	content, err := json.Marshal(w.told)
	if err != nil {
		return err
	}
	if err := os.WriteFile(world, content, 0o600); err != nil {
		return err
	}
	environment := append(os.Environ(), "PATH="+strings.TrimSpace(string(path))+":"+os.Getenv("PATH"), "E2E_START="+world, "E2E_FIGURES="+counted)
	for _, command := range [][]string{{"npm", "ci", "--no-audit", "--no-fund"}, {"npx", "playwright", "test", "--config", "playwright.start.config.ts"}} {
		if command[0] == "npm" {
			if _, err := os.Stat("web/node_modules"); err == nil {
				continue
			}
		}
		// By env, which looks for it where the new PATH says.
		test := exec.CommandContext(ctx, "env", command...)
		test.Dir, test.Env, test.Stdout, test.Stderr = "web", environment, os.Stdout, os.Stderr
		if err := test.Run(); err != nil {
			return fmt.Errorf("the browser test (%s): %w", strings.Join(command[:2], " "), errors.Join(err, w.complaints()))
		}
	}
	content, err = os.ReadFile(counted)
	var f figures
	if err == nil {
		err = json.Unmarshal(content, &f)
	}
	if err != nil {
		return fmt.Errorf("the browser has counted nothing: %w", err)
	}
	fmt.Printf("start: from invitation to a customer's moving tracker in %.0f s: %d steps done, %d letters, %d DNS records, %d certificates shown by pebble's chain, domain live %.1f s after its records, %d screens\n",
		f.Seconds, f.Steps, f.Letters, f.Records, f.Certificates, f.DomainAfter, f.Screens)
	return nil
}
