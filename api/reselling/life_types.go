package reselling

import (
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/platform/lifecycle"
	"github.com/liveryhq/livery/tenant/identity"
)

// OpeningOffer is what a new customer can be opened with.
type OpeningOffer struct {
	Zone    string   `json:"zone" doc:"The zone of new resellers' hosts; empty: none are given"`
	Tiers   []string `json:"tiers" nullable:"false"`
	Grounds []string `json:"grounds" nullable:"false" doc:"On which one suspends"`
	Locales []string `json:"locales" nullable:"false"`
}

// CustomerOwner is a first owner: with login and password, or without both: invited.
type CustomerOwner struct {
	Login    string `json:"login,omitempty" maxLength:"100" doc:"Empty: invited by a letter to email, or by a link"`
	Password string `json:"password,omitempty" maxLength:"1024" format:"password" doc:"A first one, which they must change"`
	Email    string `json:"email,omitempty" maxLength:"254"`
	Name     string `json:"name,omitempty" maxLength:"200"`
	Locale   string `json:"locale,omitempty" enum:",en,ru,es,pt,fr"`
}

func (o CustomerOwner) toOwner() identity.FirstOwner {
	return identity.FirstOwner{Login: o.Login, Password: o.Password, Email: o.Email, Name: o.Name, Locale: o.Locale}
}

// NewCustomer is the body of POST /api/console/customers.
type NewCustomer struct {
	Kind     string         `json:"kind" enum:"reseller,account"`
	Name     string         `json:"name" minLength:"1" maxLength:"200"`
	Locale   string         `json:"locale,omitempty" enum:",en,ru,es,pt,fr"`
	TimeZone string         `json:"time_zone,omitempty" maxLength:"64"`
	Country  string         `json:"country,omitempty" maxLength:"2" doc:"ISO 3166-1 alpha-2"`
	Contract *ContractTerms `json:"contract,omitempty" doc:"Absent: none beyond the price list"`
	Host     string         `json:"host,omitempty" maxLength:"63" doc:"Of a reseller: the first label of its host in the zone"`
	Owner    CustomerOwner  `json:"owner"`
	Note     string         `json:"note,omitempty" maxLength:"4000" doc:"For one's own people only"`
}

func (n NewCustomer) toOpening() (lifecycle.Opening, error) {
	o := lifecycle.Opening{Kind: n.Kind, Name: n.Name, Locale: n.Locale, TimeZone: n.TimeZone, Country: n.Country, Host: n.Host, Owner: n.Owner.toOwner(), Note: n.Note}
	if n.Contract == nil {
		return o, nil
	}
	var err error
	o.Contract, err = n.Contract.terms()
	return o, err
}

// OpenedCustomer is a new customer.
type OpenedCustomer struct {
	ID             uuid.UUID `json:"id" format:"uuid"`
	Number         string    `json:"number"`
	Host           string    `json:"host,omitempty"`
	InvitationPath string    `json:"invitation_path,omitempty" doc:"To hand over to the owner, on the customer's host; answered once"`
}

// InvitedOwner tells what to hand over.
type InvitedOwner struct {
	InvitationPath string `json:"invitation_path,omitempty" doc:"Absent: they have a login, or the link was sent"`
}

// CustomerChange is the body of PATCH /api/console/customers/{customer}: what is left out stays as it is.
type CustomerChange struct {
	Name     *string `json:"name,omitempty" minLength:"1" maxLength:"200"`
	Locale   *string `json:"locale,omitempty" enum:"en,ru,es,pt,fr"`
	TimeZone *string `json:"time_zone,omitempty" maxLength:"64"`
	Country  *string `json:"country,omitempty" maxLength:"2"`
}

// CustomerSuspension is the body of PUT …/suspension.
type CustomerSuspension struct {
	Ground string `json:"ground" enum:"conduct,false_data,spam,other"`
	Reason string `json:"reason" minLength:"1" maxLength:"1000" doc:"In words, told to the owner"`
	Below  bool   `json:"below,omitempty" doc:"Of a reseller: everybody below it too; otherwise they are served on"`
}

// ClosedCustomer is a customer in the trash.
type ClosedCustomer struct {
	ID       uuid.UUID `json:"id" format:"uuid"`
	Kind     string    `json:"kind" enum:"reseller,account"`
	Name     string    `json:"name"`
	Number   string    `json:"number"`
	ClosedAt time.Time `json:"closed_at"`
	PurgedAt time.Time `json:"purged_at" doc:"From when on nothing of it comes back"`
}

// CustomerCause is one answer to "why is this customer blocked or suspended?".
type CustomerCause struct {
	Cause    string     `json:"cause" doc:"unpaid, by_hand, paused, suspended, ancestor, limit, country, closed"`
	Since    *time.Time `json:"since,omitempty"`
	Ground   string     `json:"ground,omitempty" doc:"Of a suspension: conduct, false_data, spam, other"`
	Reason   string     `json:"reason,omitempty"`
	By       string     `json:"by" enum:"person,provider,customer,self,billing,plan,rule,device" doc:"self: one's own people"`
	Name     string     `json:"name,omitempty" doc:"Of the person or customer that has decided"`
	Blocks   bool       `json:"blocks"`
	KeepData bool       `json:"keep_data" doc:"What is recorded meanwhile is stored, and shown once the cause is lifted"`
	Plan     string     `json:"plan,omitempty" doc:"That decides on it"`
	Full     bool       `json:"full,omitempty"`
	Missing  int64      `json:"missing,omitempty" doc:"How much its wallet is short of, in minor units; told to whoever sees money"`
	Currency string     `json:"currency,omitempty"`
}

// CustomerCauses is each cause in force, the earliest first; none: nothing stops it.
type CustomerCauses struct {
	Items []CustomerCause `json:"items" nullable:"false"`
}
