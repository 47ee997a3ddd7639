package access

import "slices"

// Bundle is a set of operations that make sense together; roles are sets of bundles.
type Bundle string

// The bundles. Some have no operation yet: they are named here so that roles need not change when what they are for is
// built.
const (
	Self Bundle = "self" // one's own profile, sessions and password; every role has it
	Keys Bundle = "keys" // keys for programs, of one's own rights

	FleetView    Bundle = "fleet view"    // see objects, where they are and where they were
	FleetManage  Bundle = "fleet manage"  // set up objects, groups and trackers
	FleetBlock   Bundle = "fleet block"   // block and unblock objects by hand
	FleetCommand Bundle = "fleet command" // send commands to trackers
	Alerts       Bundle = "alerts"        // geofences, rules and who is told
	Reports      Bundle = "reports"       // tables and charts of the past, exports, schedules

	PeopleView   Bundle = "people view"   // see who belongs to the tenant
	PeopleManage Bundle = "people manage" // invite, change, block and remove them
	RolesManage  Bundle = "roles manage"  // the tenant's own roles
	Ownership    Bundle = "ownership"     // hand the tenant over
	AuditView    Bundle = "audit view"    // what was changed, by whom, from where
	Settings     Bundle = "settings"      // the tenant's name, language, time zone

	MoneyView   Bundle = "money view"   // balances, entries, invoices
	MoneyManage Bundle = "money manage" // top up, pay, book by hand
	Prices      Bundle = "prices"       // plans, packages and their versions

	CustomerView   Bundle = "customer view"   // see the tenants below and their objects
	CustomerManage Bundle = "customer manage" // open, change, suspend and import them
	CustomerEnter  Bundle = "customer enter"  // act in a customer, with a reason and a trace
	Desk           Bundle = "desk"            // answer tickets
	AskSupport     Bundle = "ask support"     // one's own tickets
	BrandManage    Bundle = "brand manage"    // look, domains, documents, senders
	Provider       Bundle = "provider"        // the contract with the level above, what is owed and why

	TreeView   Bundle = "tree view"   // see the whole tree, as platform staff
	TreeManage Bundle = "tree manage" // run the installation: identities across tenants, health, jobs
)

// Bundles lists all bundles in the order in which screens show them.
func Bundles() []Bundle {
	return []Bundle{
		Self, Keys, FleetView, FleetManage, FleetBlock, FleetCommand, Alerts, Reports,
		PeopleView, PeopleManage, RolesManage, Ownership, AuditView, Settings,
		MoneyView, MoneyManage, Prices,
		CustomerView, CustomerManage, CustomerEnter, Desk, AskSupport, BrandManage, Provider, TreeView, TreeManage,
	}
}

// Role is what a membership grants.
type Role string

// The roles. An owner answers for the tenant; an admin does all but what is the owner's alone; a viewer looks and changes
// nothing but their own profile. Own stands for a role that the tenant has made of bundles.
const (
	Owner    Role = "owner"
	Admin    Role = "admin"
	Billing  Role = "billing"
	Support  Role = "support"
	Operator Role = "operator"
	Viewer   Role = "viewer"
	Own      Role = "own"
)

// Roles lists the built-in roles and their bundles. What a bundle is about decides where it counts: the bundles of
// customers mean nothing in an account, those of the tree nothing but on the platform.
func Roles() map[Role][]Bundle {
	return map[Role][]Bundle{
		Owner:    Bundles(),
		Admin:    slices.DeleteFunc(Bundles(), func(b Bundle) bool { return b == Ownership || b == Provider }),
		Billing:  {Self, FleetView, Reports, MoneyView, MoneyManage, Prices, CustomerView, AskSupport, Provider},
		Support:  {Self, FleetView, Reports, CustomerView, CustomerEnter, Desk, AskSupport, TreeView},
		Operator: {Self, FleetView, FleetManage, FleetBlock, FleetCommand, Alerts, Reports, CustomerView, AskSupport},
		Viewer:   {Self, FleetView, Reports, CustomerView, AskSupport, TreeView},
	}
}

// OwnersAlone are bundles that no other role, own role or key may have.
func OwnersAlone() []Bundle { return []Bundle{Ownership} }

// ClosedWhileSuspended are bundles that lie still while the tenant is suspended: nothing new is set up, nobody new is
// served. Profile, people, money, support and documents stay open (terms 4.6.3).
func ClosedWhileSuspended() []Bundle {
	return []Bundle{FleetManage, FleetBlock, FleetCommand, Alerts, CustomerManage, CustomerEnter}
}

// Personal are bundles that a program cannot use: they are about whoever signs in with a password.
func Personal() []Bundle { return []Bundle{Self, Keys, Ownership, CustomerEnter} }

// Acted are bundles that somebody from above, acting in a tenant, may have there, as far as they have them at home. What is
// not named here is not carried, so that a new bundle is not by forgetting: nothing of credentials and of those who could
// sign in with them later, no keys, ownership, audit, money to move, commands to equipment, tickets, contracts, and no way
// further down (docs/decisions/0009).
func Acted() []Bundle {
	return []Bundle{FleetView, FleetManage, FleetBlock, Alerts, Reports, PeopleView, Settings, MoneyView, Prices, CustomerView, BrandManage}
}
