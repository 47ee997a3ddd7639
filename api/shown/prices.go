package shown

import (
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/money"
)

// Price is a sum in the smallest units of a currency.
type Price struct {
	Amount   int64  `json:"amount" minimum:"0" doc:"In the smallest unit of the currency: cents of euros"`
	Micro    int    `json:"micro,omitempty" minimum:"0" maximum:"999999" doc:"Millionths of that unit, of what is charged by the day"`
	Currency string `json:"currency" maxLength:"3" doc:"ISO 4217; empty where nothing is charged" example:"EUR"`
}

// ToPrice shows a price.
func ToPrice(p catalogue.Price) Price { return Price{int64(p.Amount), p.Micro, p.Currency} }

// Of reads a price.
func (p Price) Of() catalogue.Price {
	return catalogue.Price{Amount: money.Amount(p.Amount), Micro: p.Micro, Currency: p.Currency}
}

// Limits are what a plan or a contract says; what is absent it does not speak of.
type Limits struct {
	Objects       *int    `json:"objects,omitempty" minimum:"0"`
	Users         *int    `json:"users,omitempty" minimum:"0"`
	Retention     *string `json:"retention,omitempty" enum:"m3,m12,m36" doc:"How many months positions are kept"`
	SMS           *bool   `json:"sms,omitempty"`
	Reports       *bool   `json:"reports,omitempty"`
	Resellers     *bool   `json:"sub_resellers,omitempty" doc:"Of a reseller: it may have resellers of its own"`
	Support       *string `json:"support,omitempty" enum:"none,other,silver,gold"`
	ShowsProvider *bool   `json:"shows_provider,omitempty" doc:"Of a reseller, in a wholesale plan or in what was agreed with it: its site and its sign-in page name its provider; said nowhere, they do not"`
}

// Terms are what whoever connects a plan accepts.
type Terms struct {
	Price          Price  `json:"price"`
	Period         string `json:"period" enum:"month,year,day,active_day" doc:"active_day: a day on which the tracker was heard"`
	InArrears      bool   `json:"in_arrears,omitempty" doc:"An active day is debited when it is over"`
	TrialDays      int    `json:"trial_days,omitempty" minimum:"0" maximum:"365"`
	Limits         Limits `json:"limits"`
	KeepsContact   *bool  `json:"keeps_contact,omitempty" doc:"Of blocked objects it is still told when they were last heard"`
	GivesRemainder bool   `json:"gives_remainder,omitempty" doc:"What is left of a paid period is given back on a change"`
	Text           string `json:"text,omitempty" maxLength:"4000"`
}

// Of reads terms.
func (t Terms) Of() catalogue.Terms {
	return catalogue.Terms{Price: t.Price.Of(), Period: t.Period, InArrears: t.InArrears, TrialDays: t.TrialDays, Limits: catalogue.Limits(t.Limits),
		KeepsContact: t.KeepsContact, GivesRemainder: t.GivesRemainder, Text: t.Text}
}

func toTerms(t catalogue.Terms) Terms {
	return Terms{ToPrice(t.Price), t.Period, t.InArrears, t.TrialDays, Limits(t.Limits), t.KeepsContact, t.GivesRemainder, t.Text}
}

// PlanVersion is what a plan costs and gives from its date on, until the next one's.
type PlanVersion struct {
	Terms

	ID          uuid.UUID  `json:"id" format:"uuid"`
	Number      int        `json:"number"`
	PostedAt    time.Time  `json:"posted_at"`
	InForceFrom time.Time  `json:"in_force_from"`
	WithdrawnAt *time.Time `json:"withdrawn_at,omitempty" doc:"It was taken back before its date"`
}

// ToVersion shows a version.
func ToVersion(v catalogue.Version) PlanVersion {
	return PlanVersion{toTerms(v.Terms), v.ID, v.Number, v.PostedAt, v.InForceFrom, v.WithdrawnAt}
}

// Contents are what a version of a package gives, and for which price.
type Contents struct {
	Price        Price   `json:"price"`
	Quantity     *int64  `json:"quantity,omitempty" minimum:"1" doc:"Of the package's unit"`
	ValidityDays *int    `json:"validity_days,omitempty" minimum:"1" maximum:"3660" doc:"Absent: until it is used up"`
	SMS          bool    `json:"sms,omitempty"`
	Reports      bool    `json:"reports,omitempty"`
	Retention    *string `json:"retention,omitempty" enum:"m12,m36" doc:"That objects get while it lasts"`
	Text         string  `json:"text,omitempty" maxLength:"4000"`
}

// Of reads contents.
func (c Contents) Of() catalogue.Contents {
	return catalogue.Contents{Price: c.Price.Of(), Quantity: c.Quantity, ValidityDays: c.ValidityDays, SMS: c.SMS, Reports: c.Reports, Retention: c.Retention, Text: c.Text}
}

// PackageVersion is what a package costs and gives from its date on.
type PackageVersion struct {
	Contents

	ID          uuid.UUID  `json:"id" format:"uuid"`
	Number      int        `json:"number"`
	PostedAt    time.Time  `json:"posted_at"`
	InForceFrom time.Time  `json:"in_force_from"`
	WithdrawnAt *time.Time `json:"withdrawn_at,omitempty"`
}

// ToPackageVersion shows a version of a package.
func ToPackageVersion(v catalogue.PackageVersion) PackageVersion {
	c := Contents{ToPrice(v.Price), v.Quantity, v.ValidityDays, v.SMS, v.Reports, v.Retention, v.Text}
	return PackageVersion{c, v.ID, v.Number, v.PostedAt, v.InForceFrom, v.WithdrawnAt}
}

// LimitSource is where a limit comes from.
type LimitSource struct {
	Layer string `json:"layer,omitempty" enum:"plan,base,contract,package,above" doc:"base: a plan that the plan is based on; above: the provider; absent: nobody speaks of it"`
	Name  string `json:"name,omitempty" doc:"Of the plan or package"`
}

// LimitNumber is a limit that counts.
type LimitNumber struct {
	Most   *int        `json:"most,omitempty" doc:"Absent: not bounded"`
	Used   int64       `json:"used"`
	Source LimitSource `json:"source"`
}

// LimitSwitch is a feature that is on or off.
type LimitSwitch struct {
	On     bool        `json:"on"`
	Source LimitSource `json:"source"`
}

// LimitWord is a limit with a name.
type LimitWord struct {
	Value  string      `json:"value"`
	Source LimitSource `json:"source"`
}

// EffectiveLimits are the limits of a tenant as they count, each with where it comes from.
type EffectiveLimits struct {
	Objects   LimitNumber `json:"objects"`
	Users     LimitNumber `json:"users"`
	Retention LimitWord   `json:"retention"`
	Support   LimitWord   `json:"support"`
	SMS       LimitSwitch `json:"sms"`
	Reports   LimitSwitch `json:"reports"`
	Resellers LimitSwitch `json:"sub_resellers"`
}

// ToLimits shows limits; without names where whoever stands above is not to be named.
func ToLimits(e catalogue.Effective, names bool) EffectiveLimits {
	from := func(s catalogue.Source) LimitSource {
		if !names {
			s.Name = ""
		}
		return LimitSource(s)
	}
	number := func(n catalogue.Number) LimitNumber { return LimitNumber{n.Most, n.Used, from(n.Source)} }
	word := func(w catalogue.Word) LimitWord { return LimitWord{w.Value, from(w.Source)} }
	onOff := func(s catalogue.Switch) LimitSwitch { return LimitSwitch{s.On, from(s.Source)} }
	return EffectiveLimits{number(e.Objects), number(e.Users), word(e.Retention), word(e.Support), onOff(e.SMS), onOff(e.Reports), onOff(e.Resellers)}
}
