package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/tenant/access"
)

type newPackage struct {
	Name        string         `json:"name" minLength:"1" maxLength:"100"`
	Description string         `json:"description,omitempty" maxLength:"500"`
	Unit        string         `json:"unit,omitempty" enum:"SMS" doc:"What it gives a quantity of; absent: only a feature"`
	ForChosen   bool           `json:"for_chosen,omitempty" doc:"Whoever buys chooses the objects"`
	Countries   []string       `json:"countries,omitempty" maxItems:"250"`
	Contents    shown.Contents `json:"contents"`
}

type packageChange struct {
	Name        *string   `json:"name,omitempty" maxLength:"100"`
	Description *string   `json:"description,omitempty" maxLength:"500"`
	Countries   *[]string `json:"countries,omitempty" maxItems:"250"`
	Archived    *bool     `json:"archived,omitempty"`
}

func registerPackages(d *door.Doors, prices Prices) {
	door.Handle(d, door.Route{Operation: access.PricesRead, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/prices/packages",
		ID: "list-packages", Summary: "Packages of the price list, with all their versions"},
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[door.Items[ListedPackage]], error) {
			list, err := prices.Packages(ctx, c.Scope)
			items := make([]ListedPackage, 0, len(list))
			for _, p := range list {
				items = append(items, toPackage(p))
			}
			return door.Listed(items, ""), err
		})
	door.Handle(d, door.Route{Operation: access.PricesWrite, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/prices/packages",
		ID: "create-package", Summary: "Add a package to the price list", Status: http.StatusCreated},
		func(ctx context.Context, c *door.Caller, in *struct{ Body newPackage }) (*door.Body[ListedPackage], error) {
			b := in.Body
			p, err := prices.CreatePackage(ctx, c.Scope, c.User, catalogue.NewPackage{Name: b.Name, Description: b.Description, Unit: b.Unit, ForChosen: b.ForChosen,
				Countries: b.Countries, Contents: b.Contents.Of()})
			return door.Answer(toPackage(p)), err
		})
	door.Handle(d, door.Route{Operation: access.PricesWrite, Area: door.Reselling, Method: http.MethodPatch, Path: "/api/console/prices/packages/{package}",
		ID: "change-package", Summary: "Rename a package, say to whom it is sold, archive it"},
		func(ctx context.Context, c *door.Caller, in *struct {
			PackagePath
			Body packageChange
		}) (*door.Body[ListedPackage], error) {
			p, err := prices.ChangePackage(ctx, c.Scope, in.Package, catalogue.PackageChange(in.Body))
			return door.Answer(toPackage(p)), err
		})
	door.Handle(d, door.Route{Operation: access.PricesWrite, Area: door.Reselling, Method: http.MethodPost, Path: "/api/console/prices/packages/{package}/versions",
		ID: "publish-package", Summary: "Post the next version of a package", Description: noticeNeeded, Status: http.StatusCreated},
		func(ctx context.Context, c *door.Caller, in *struct {
			PackagePath
			Body struct {
				Contents    shown.Contents `json:"contents"`
				InForceFrom time.Time      `json:"in_force_from"`
			}
		}) (*door.Body[ListedPackage], error) {
			p, err := prices.PublishPackage(ctx, c.Scope, c.User, in.Package, in.Body.Contents.Of(), in.Body.InForceFrom)
			return door.Answer(toPackage(p)), err
		})
	door.Handle(d, door.Route{Operation: access.PricesWrite, Area: door.Reselling, Method: http.MethodDelete, Path: "/api/console/prices/packages/{package}/versions/{release}",
		ID: "withdraw-package", Summary: "Take back a version of a package that is not in force yet", Status: http.StatusOK},
		func(ctx context.Context, c *door.Caller, in *struct {
			PackagePath

			Release uuid.UUID `path:"release" format:"uuid"`
		}) (*door.Body[ListedPackage], error) {
			p, err := prices.WithdrawPackage(ctx, c.Scope, in.Package, in.Release)
			return door.Answer(toPackage(p)), err
		})
}
