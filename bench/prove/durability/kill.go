package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/liveryhq/livery/bench/rig"
)

// killed kills the process under load again and again, at any moment: while it starts, in the middle of a transaction,
// between the disk and the answer.
func (s *scene) killed(ctx context.Context, times int) (string, error) {
	path, err := s.start(ctx, nil)
	if err != nil {
		return "", err
	}
	before := s.total()
	l := s.begin(path)
	for range times {
		time.Sleep(time.Duration(50+rand.IntN(450)) * time.Millisecond)
		path.Kill()
		if path, err = s.start(ctx, nil); err != nil {
			return "", err
		}
		from := l.acks.Load()
		l.moved(path)
		if err := await("nothing was acknowledged after a restart", answerTimeout, func() bool { return l.acks.Load() > from }); err != nil {
			return "", err
		}
	}
	l.finish()
	stored, err := s.check(ctx)
	if err != nil {
		return "", err
	}
	if err := path.Stop(); err != nil {
		return "", fmt.Errorf("stop in order: %w", err)
	}
	return fmt.Sprintf("%d kills under load: %d records acknowledged, %d packets sent again, each record stored once",
		times, stored-before, l.again.Load()), nil
}

func (s *scene) total() (n int) {
	for _, each := range s.acknowledged {
		n += each
	}
	return n
}

// databaseAway stops PostgreSQL: trackers go on being served, also by a process that starts while it is away.
func (s *scene) databaseAway(ctx context.Context, atLeast time.Duration) (string, error) {
	path, err := s.start(ctx, nil)
	if err != nil {
		return "", err
	}
	before := s.total()
	l := s.begin(path)
	served := func(why string) error {
		from := l.acks.Load()
		return await("trackers are not served "+why, answerTimeout, func() bool { return l.acks.Load() > from+10*trackers })
	}
	if err := served("at first"); err != nil {
		return "", err
	}
	begun := time.Now()
	if err := s.pg.Stop(); err != nil {
		return "", fmt.Errorf("stop PostgreSQL: %w", err)
	}
	if err := served("while PostgreSQL is away"); err != nil {
		return "", err
	}
	path.Kill()
	if path, err = s.start(ctx, nil); err != nil {
		return "", fmt.Errorf("while PostgreSQL is away: %w", err)
	}
	l.moved(path)
	if err := served("by a process that started while PostgreSQL is away"); err != nil {
		return "", err
	}
	for time.Since(begun) < atLeast {
		if err := served("while PostgreSQL stays away"); err != nil {
			return "", err
		}
	}
	if err := s.pg.Start(ctx); err != nil {
		return "", err
	}
	away := time.Since(begun)
	if err := served("after PostgreSQL came back"); err != nil {
		return "", err
	}
	l.finish()
	stored, err := s.check(ctx)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("PostgreSQL away for %.1f s and the gateway restarted meanwhile: %d records acknowledged, each stored once",
		away.Seconds(), stored-before), path.Stop()
}

// diskFull fills the spool's disk: nothing is acknowledged while there is no room, and all goes on when there is.
func (s *scene) diskFull(ctx context.Context) (string, error) {
	path, err := s.start(ctx, func(c *rig.PathConfig) { c.Quiet = false; c.Tmpfs, c.DataDir = 48<<20, c.DataDir+"-small" })
	if err != nil {
		return "", err
	}
	before := s.total()
	l := s.begin(path)
	moving := func() bool {
		from := l.acks.Load()
		return await("", 2*time.Second, func() bool { return l.acks.Load() > from }) == nil
	}
	if !moving() {
		return "", errors.New("trackers are not served at first")
	}
	if err := path.FillDisk(); err != nil {
		return "", err
	}
	begun := time.Now()
	if err := await("records are acknowledged though the spool's disk is full", settle, func() bool { return !moving() }); err != nil {
		return "", err
	}
	if !path.Alive() {
		return "", errors.New("the process has ended")
	}
	if err := path.FreeDisk(); err != nil {
		return "", err
	}
	full := time.Since(begun)
	freed := time.Now()
	from := l.acks.Load()
	if err := await("nothing is acknowledged after the disk has room again", settle, func() bool { return l.acks.Load() > from }); err != nil {
		return "", err
	}
	back := time.Since(freed)
	l.finish()
	stored, err := s.check(ctx)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("disk full for %.1f s: no acknowledgement meanwhile, served again %.1f s after it had room, %d records each stored once",
		full.Seconds(), back.Seconds(), stored-before), path.Stop()
}
