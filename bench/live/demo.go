package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"github.com/fasthttp/websocket"
)

// startPatience bounds how long the demo may take to be ready.
const startPatience = time.Minute

// demo is the running program.
type demo struct {
	cmd      *exec.Cmd
	ended    chan error
	dir      string
	brand    string // URL of a brand's host
	login    string
	password string
	trackers map[string]string
}

func startDemo(ctx context.Context, binary string) (*demo, error) {
	dir, err := os.MkdirTemp("", "livery-live-")
	if err != nil {
		return nil, fmt.Errorf("make a folder: %w", err)
	}
	d := &demo{cmd: exec.CommandContext(ctx, binary, "demo", "--still", "--data", dir), ended: make(chan error, 1), dir: dir}
	d.cmd.Env = append(os.Environ(), "LIVERY_LISTEN=127.0.0.1:0", "LIVERY_METRICS_LISTEN=127.0.0.1:0")
	if err := d.cmd.Start(); err != nil {
		return nil, errors.Join(fmt.Errorf("start %s (make build makes it): %w", binary, err), os.RemoveAll(dir))
	}
	go func() { d.ended <- d.cmd.Wait() }()
	for deadline := time.Now().Add(startPatience); ; time.Sleep(50 * time.Millisecond) {
		err := d.read()
		if err == nil {
			return d, nil
		}
		if time.Now().After(deadline) {
			return nil, errors.Join(fmt.Errorf("the demo does not get ready: %w", err), d.stop())
		}
	}
}

// read takes what the demo tells about itself.
func (d *demo) read() error {
	b, err := os.ReadFile(filepath.Join(d.dir, "demo.json"))
	if err != nil {
		return err
	}
	var told struct {
		Brands []struct {
			URL   string `json:"url"`
			Users []struct {
				Login    string `json:"login"`
				Password string `json:"password"`
				Role     string `json:"role"`
			} `json:"users"`
		} `json:"brands"`
		Trackers map[string]string `json:"trackers"`
	}
	if err := json.Unmarshal(b, &told); err != nil {
		return err
	}
	for _, b := range told.Brands {
		for _, u := range b.Users {
			if u.Role == "owner" {
				d.brand, d.login, d.password, d.trackers = b.URL, u.Login, u.Password, told.Trackers
				return nil
			}
		}
	}
	return errors.New("the demo has no brand with an account's owner")
}

func (d *demo) stop() error {
	err := d.cmd.Process.Signal(syscall.SIGINT)
	select {
	case ended := <-d.ended:
		err = errors.Join(err, ended)
	case <-time.After(startPatience):
		err = errors.Join(err, errors.New("the demo does not stop"), d.cmd.Process.Kill())
		<-d.ended //nolint:errcheck // it was killed
	}
	return errors.Join(err, os.RemoveAll(d.dir))
}

// client is a user's program that speaks to the API.
type client struct {
	base *url.URL
	// dial reaches the demo under its brand's name, which only browsers resolve by themselves.
	dial  func(ctx context.Context, network, address string) (net.Conn, error)
	http  *http.Client
	token string
}

func (d *demo) signIn(ctx context.Context) (*client, error) {
	base, err := url.Parse(d.brand)
	if err != nil {
		return nil, fmt.Errorf("read the brand's address: %w", err)
	}
	c := &client{base: base, dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, net.JoinHostPort("127.0.0.1", base.Port()))
	}}
	c.http = &http.Client{Transport: &http.Transport{DialContext: c.dial}}
	var tokens struct {
		Access string `json:"access_token"`
	}
	err = c.post(ctx, "/api/session", map[string]string{"login": d.login, "password": d.password, "transport": "token"}, &tokens)
	if err != nil {
		return nil, fmt.Errorf("sign in: %w", err)
	}
	c.token = tokens.Access
	return c, nil
}

func (c *client) post(ctx context.Context, path string, body, answer any) error {
	b, err := json.Marshal(body)
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base.JoinPath(path).String(), bytes.NewReader(b))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	response, err := c.http.Do(r)
	if err != nil {
		return err
	}
	told, err := io.ReadAll(response.Body)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		return err
	}
	if response.StatusCode/100 != 2 {
		return fmt.Errorf("%s: %s", response.Status, told)
	}
	return json.Unmarshal(told, answer)
}

func (c *client) addObject(ctx context.Context, i int) (id string, err error) {
	var added struct {
		ID string `json:"id"`
	}
	err = c.post(ctx, "/api/objects", map[string]any{
		"name":    fmt.Sprintf("Measured %d", i),
		"tracker": map[string]any{"protocol": "teltonika", "identity": imei(i), "since": time.Now().Add(-time.Hour).UTC()},
	}, &added)
	return added.ID, err
}

// watch opens the WebSocket and notes the positions that come.
func (c *client) watch(ctx context.Context, clocks *clockwork) (hangUp func(), err error) {
	dialer := websocket.Dialer{NetDialContext: c.dial, HandshakeTimeout: answerTimeout}
	//nolint:bodyclose // the dialer has read what there is of it
	conn, response, err := dialer.DialContext(ctx, "ws://"+c.base.Host+"/api/live", http.Header{
		"Authorization": {"Bearer " + c.token}, "Origin": {c.base.Scheme + "://" + c.base.Host},
	})
	if err != nil {
		if response != nil {
			err = fmt.Errorf("%w: %s", err, response.Status)
		}
		return nil, fmt.Errorf("open the WebSocket: %w", err)
	}
	go func() {
		for {
			_, message, err := conn.ReadMessage()
			if err != nil {
				return
			}
			now := time.Now()
			var event struct {
				Type   string    `json:"type"`
				Object string    `json:"object"`
				At     time.Time `json:"at"`
			}
			if json.Unmarshal(message, &event) == nil && event.Type == "position" {
				clocks.sees(record{event.Object, event.At.Unix()}, now)
			}
		}
	}()
	return func() { _ = conn.Close() }, nil
}
