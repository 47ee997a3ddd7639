package letterbox

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"
)

// Alarm is raised by a critical letter, or by several of one desk that came close together.
type Alarm struct {
	ID   uuid.UUID `json:"id"`
	At   time.Time `json:"at"`
	Desk uuid.UUID `json:"desk"`
	// Address it was sent to; From and Subject as the letter says.
	Address string `json:"address"`
	From    string `json:"from"`
	Subject string `json:"subject"`
	// Whom to wake, of the address's Entry.
	Whom json.RawMessage `json:"whom,omitempty"`
}

// raise writes an alarm down, so that it is raised whatever happens to this process.
func (s *Spool) raise(a Alarm) error {
	raw, err := json.Marshal(a)
	if err != nil {
		return err
	}
	if err := writeWhole(filepath.Join(s.dir, folderAlarms, a.ID.String()), raw); err != nil {
		return fmt.Errorf("write an alarm: %w", full(err))
	}
	s.ring()
	return nil
}

// alarms are those that nobody was told of, by desk.
func (s *Spool) alarms() (map[uuid.UUID][]Alarm, error) {
	list, err := os.ReadDir(filepath.Join(s.dir, folderAlarms))
	if err != nil {
		return nil, fmt.Errorf("look for alarms: %w", err)
	}
	byDesk := map[uuid.UUID][]Alarm{}
	for _, f := range list {
		if _, err := uuid.Parse(f.Name()); err != nil {
			continue // being written: it is not acknowledged yet, and rings when it is whole
		}
		raw, err := os.ReadFile(filepath.Join(s.dir, folderAlarms, f.Name()))
		var a Alarm
		if err != nil || json.Unmarshal(raw, &a) != nil {
			continue // taken back meanwhile
		}
		byDesk[a.Desk] = append(byDesk[a.Desk], a)
	}
	return byDesk, nil
}

func (s *Spool) told(alarms []Alarm) error {
	for _, a := range alarms {
		if err := os.Remove(s.path(folderAlarms, a.ID)); err != nil && !os.IsNotExist(err) {
			return fmt.Errorf("take an alarm back: %w", err)
		}
	}
	return nil
}

// Page wakes somebody for the alarms of one desk. Without an error somebody was told.
type Page func(ctx context.Context, alarms []Alarm) error
