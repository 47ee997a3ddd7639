package shown

import (
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/tenant/fleet"
)

// TrackerRequest is what somebody asked for whose tracker waits.
type TrackerRequest struct {
	ID        uuid.UUID  `json:"id" format:"uuid"`
	Protocol  string     `json:"protocol"`
	Model     string     `json:"model"`
	Identity  string     `json:"identity"`
	Note      string     `json:"note"`
	AskedAt   time.Time  `json:"asked_at"`
	Outcome   string     `json:"outcome,omitempty" enum:"granted,refused,withdrawn" doc:"Absent while nobody has decided"`
	Reason    string     `json:"reason,omitempty"`
	DecidedAt *time.Time `json:"decided_at,omitempty"`
}

// ToRequest shows a request.
func ToRequest(r fleet.Request) TrackerRequest { return TrackerRequest(r) }

// Warning is something that is probably a slip, but was not refused.
type Warning struct {
	Field   string `json:"field"`
	Reason  string `json:"reason" example:"imei_check_digit"`
	Message string `json:"message"`
}

// ToWarnings shows what was noticed.
func ToWarnings(list []fleet.Warning) []Warning {
	api := make([]Warning, 0, len(list))
	for _, w := range list {
		api = append(api, Warning(w))
	}
	return api
}
