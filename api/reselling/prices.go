package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/access"
)

// Prices keeps a realm's price list.
type Prices interface {
	Plans(ctx context.Context, s db.Scope) ([]catalogue.Plan, error)
	Create(ctx context.Context, s db.Scope, by uuid.UUID, n catalogue.NewPlan) (catalogue.Plan, error)
	Change(ctx context.Context, s db.Scope, plan uuid.UUID, change catalogue.PlanChange) (catalogue.Plan, error)
	Publish(ctx context.Context, s db.Scope, by, plan uuid.UUID, terms catalogue.Terms, from time.Time) (catalogue.Plan, error)
	Withdraw(ctx context.Context, s db.Scope, plan, version uuid.UUID) (catalogue.Plan, error)
	Packages(ctx context.Context, s db.Scope) ([]catalogue.Package, error)
	CreatePackage(ctx context.Context, s db.Scope, by uuid.UUID, n catalogue.NewPackage) (catalogue.Package, error)
	ChangePackage(ctx context.Context, s db.Scope, id uuid.UUID, ch catalogue.PackageChange) (catalogue.Package, error)
	PublishPackage(ctx context.Context, s db.Scope, by, id uuid.UUID, contents catalogue.Contents, from time.Time) (catalogue.Package, error)
	WithdrawPackage(ctx context.Context, s db.Scope, id, version uuid.UUID) (catalogue.Package, error)

	Agreement(ctx context.Context, provider db.Scope, customer uuid.UUID) (catalogue.Agreement, error)
	Agree(ctx context.Context, provider db.Scope, customer uuid.UUID, n catalogue.NewAgreement) (catalogue.Agreement, error)
	AgreePrice(ctx context.Context, provider db.Scope, by, customer uuid.UUID, p catalogue.AgreedPrice) (catalogue.Agreement, error)
	EndPrice(ctx context.Context, provider db.Scope, customer, price uuid.UUID) (catalogue.Agreement, error)
	Effective(ctx context.Context, s db.Scope, target uuid.UUID) (catalogue.Effective, error)
}

// ListedPlan is a plan of the price list.
type ListedPlan struct {
	ID          uuid.UUID           `json:"id" format:"uuid"`
	Kind        string              `json:"kind" enum:"object,wholesale" doc:"wholesale: of resellers"`
	Name        string              `json:"name"`
	Description string              `json:"description"`
	Free        bool                `json:"free"`
	Begins      bool                `json:"begins" doc:"Every object begins on it"`
	Countries   []string            `json:"countries" nullable:"false" doc:"Of the customer; none: sold in all"`
	ByAgreement bool                `json:"by_agreement" doc:"Only for those whose contract names it"`
	Base        *uuid.UUID          `json:"base,omitempty" format:"uuid" doc:"Looked at for what this plan does not say"`
	CreatedAt   time.Time           `json:"created_at"`
	ArchivedAt  *time.Time          `json:"archived_at,omitempty" doc:"Not sold any more; whoever has it keeps it"`
	Used        int                 `json:"used" doc:"How many objects, or resellers, have it"`
	Versions    []shown.PlanVersion `json:"versions" nullable:"false" doc:"The newest first"`
}

func toPlan(p catalogue.Plan) ListedPlan {
	l := ListedPlan{p.ID, p.Kind, p.Name, p.Description, p.Free, p.Begins, append([]string{}, p.Countries...), p.ByAgreement, p.Base, p.CreatedAt, p.ArchivedAt,
		p.Used, make([]shown.PlanVersion, 0, len(p.Versions))}
	for _, v := range p.Versions {
		l.Versions = append(l.Versions, shown.ToVersion(v))
	}
	return l
}

// ListedPackage is a package of the price list.
type ListedPackage struct {
	ID          uuid.UUID              `json:"id" format:"uuid"`
	Name        string                 `json:"name"`
	Description string                 `json:"description"`
	Unit        string                 `json:"unit,omitempty" enum:"SMS"`
	ForChosen   bool                   `json:"for_chosen"`
	Countries   []string               `json:"countries" nullable:"false"`
	CreatedAt   time.Time              `json:"created_at"`
	ArchivedAt  *time.Time             `json:"archived_at,omitempty"`
	Versions    []shown.PackageVersion `json:"versions" nullable:"false"`
}

func toPackage(p catalogue.Package) ListedPackage {
	l := ListedPackage{p.ID, p.Name, p.Description, p.Unit, p.ForChosen, append([]string{}, p.Countries...), p.CreatedAt, p.ArchivedAt,
		make([]shown.PackageVersion, 0, len(p.Versions))}
	for _, v := range p.Versions {
		l.Versions = append(l.Versions, shown.ToPackageVersion(v))
	}
	return l
}

// PlanPath names a plan of the price list.
type PlanPath struct {
	Plan uuid.UUID `path:"plan" format:"uuid"`
}

// PackagePath names a package of the price list.
type PackagePath struct {
	Package uuid.UUID `path:"package" format:"uuid"`
}

type newPlan struct {
	Kind        string      `json:"kind,omitempty" enum:"object,wholesale" default:"object"`
	Name        string      `json:"name" minLength:"1" maxLength:"100"`
	Description string      `json:"description,omitempty" maxLength:"500"`
	Free        bool        `json:"free,omitempty"`
	Countries   []string    `json:"countries,omitempty" maxItems:"250"`
	ByAgreement bool        `json:"by_agreement,omitempty"`
	Base        *uuid.UUID  `json:"base,omitempty" format:"uuid"`
	Terms       shown.Terms `json:"terms"`
}

type planChange struct {
	Name        *string   `json:"name,omitempty" maxLength:"100"`
	Description *string   `json:"description,omitempty" maxLength:"500"`
	Countries   *[]string `json:"countries,omitempty" maxItems:"250"`
	ByAgreement *bool     `json:"by_agreement,omitempty"`
	Begins      *bool     `json:"begins,omitempty"`
	Archived    *bool     `json:"archived,omitempty"`
}

const noticeNeeded = "In force no sooner than ten days after posting (twenty for wholesale plans). Whoever has it is told at once."

// RegisterPrices hangs in the plans of a realm's price list.
func RegisterPrices(d *door.Doors, prices Prices) {
	door.Handle(d, door.Route{Operation: access.PricesRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/prices/plans",
		ID: "list-plans", Summary: "Plans of the price list, with all their versions"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[door.Items[ListedPlan]], error) {
			list, err := prices.Plans(ctx, c.Scope)
			items := make([]ListedPlan, 0, len(list))
			for _, p := range list {
				items = append(items, toPlan(p))
			}
			return door.Listed(items, ""), err
		})
	door.Handle(d, door.Route{Operation: access.PricesWrite, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/prices/plans",
		ID: "create-plan", Summary: "Add a plan to the price list; its first version is in force at once", Status: http.StatusCreated},
		func(ctx context.Context, c *door.Caller, in *struct{ Body newPlan }) (*door.Body[ListedPlan], error) {
			b := in.Body
			p, err := prices.Create(ctx, c.Scope, c.User, catalogue.NewPlan{Kind: b.Kind, Name: b.Name, Description: b.Description, Free: b.Free,
				Countries: b.Countries, ByAgreement: b.ByAgreement, Base: b.Base, Terms: b.Terms.Of()})
			return door.Answer(toPlan(p)), err
		})
	door.Handle(d, door.Route{Operation: access.PricesWrite, Area: door.Reselling, Method: http.MethodPatch, Path: "/api/console/prices/plans/{plan}",
		ID: "change-plan", Summary: "Rename a plan, say to whom it is sold, archive it", Description: "Price, limits and terms change by a new version."},
		func(ctx context.Context, c *door.Caller, in *struct {
			PlanPath
			Body planChange
		}) (*door.Body[ListedPlan], error) {
			p, err := prices.Change(ctx, c.Scope, in.Plan, catalogue.PlanChange(in.Body))
			return door.Answer(toPlan(p)), err
		})
	door.Handle(d, door.Route{Operation: access.PricesWrite, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/prices/plans/{plan}/versions",
		ID: "publish-plan", Summary: "Post the next version of a plan", Description: noticeNeeded, Status: http.StatusCreated},
		func(ctx context.Context, c *door.Caller, in *struct {
			PlanPath
			Body struct {
				Terms       shown.Terms `json:"terms"`
				InForceFrom time.Time   `json:"in_force_from"`
			}
		}) (*door.Body[ListedPlan], error) {
			p, err := prices.Publish(ctx, c.Scope, c.User, in.Plan, in.Body.Terms.Of(), in.Body.InForceFrom)
			return door.Answer(toPlan(p)), err
		})
	door.Handle(d, door.Route{Operation: access.PricesWrite, Area: door.Reselling, Method: http.MethodDelete, Path: "/api/console/prices/plans/{plan}/versions/{version}",
		ID: "withdraw-plan", Summary: "Take back a version that is not in force yet", Status: http.StatusOK},
		func(ctx context.Context, c *door.Caller, in *struct {
			PlanPath

			Version uuid.UUID `path:"version" format:"uuid"`
		}) (*door.Body[ListedPlan], error) {
			p, err := prices.Withdraw(ctx, c.Scope, in.Plan, in.Version)
			return door.Answer(toPlan(p)), err
		})
	registerPackages(d, prices)
	registerAgreements(d, prices)
}
