package spool

import (
	"errors"
	"time"

	"github.com/liveryhq/livery/platform/ingest/broker"
)

// mend restarts an embedded JetStream after a write failed, until a write succeeds again: a store that could not write
// refuses everything, or says nothing at all, until it has read its files anew. Trackers wait meanwhile,
// unacknowledged. A cluster mends itself.
func (s *Spool) mend() {
	if !s.broker.Embedded() {
		return
	}
	look := time.NewTicker(suspicious / 2)
	defer look.Stop()
	for {
		select {
		case <-s.end:
			return
		case <-s.broken:
		case <-look.C:
			if !s.stuck() {
				continue
			}
		}
		s.giveUp()
		if !s.revived() {
			return
		}
		// What was sent between the two has no answer to wait for, and failures of the store that is gone say nothing
		// about the new one.
		s.giveUp()
		select {
		case <-s.broken:
		default:
		}
		if s.ending(mendEvery) {
			return
		}
	}
}

// revived starts JetStream again, as often as it takes; false: the spool is closed, or cannot be mended in this process.
func (s *Spool) revived() bool {
	for {
		if s.roomOnDisk() == nil {
			s.config.Log.Warn("writing to the spool failed: starting its JetStream again")
			err := s.broker.Restart()
			if err == nil {
				return true
			}
			s.config.Log.Error("the spool's JetStream does not start", "error", err)
			if errors.Is(err, broker.ErrStuck) {
				s.hopeless <- err
				return false
			}
		}
		if s.ending(mendEvery) {
			return false
		}
	}
}

// ending waits, and tells whether the spool was closed meanwhile.
func (s *Spool) ending(wait time.Duration) bool {
	select {
	case <-s.end:
		return true
	case <-time.After(wait):
		return false
	}
}

// stuck tells that a message has been waiting for long and the broker knows of a write that failed. A disk that is only
// slow is left alone.
func (s *Spool) stuck() bool {
	for _, h := range s.shards {
		h.mu.Lock()
		waits := !h.since.IsZero() && time.Since(h.since) > suspicious
		h.mu.Unlock()
		if waits {
			return s.broker.Healthy() != nil
		}
	}
	return false
}

// giveUp ends the waiting for messages that will never be answered.
func (s *Spool) giveUp() {
	for _, h := range s.shards {
		h.mu.Lock()
		if h.giveUp != nil {
			h.giveUp()
		}
		h.mu.Unlock()
	}
}
