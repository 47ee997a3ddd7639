package access

// Operation is one thing somebody may be allowed to do, named subject.action. Every route names one.
type Operation string

// The operations.
const (
	// Anyone is what a host shows before anybody is known.
	Anyone Operation = "anyone"

	SelfRead  Operation = "self.read"
	SelfWrite Operation = "self.write"

	ObjectRead    Operation = "fleet.object.read"
	ObjectWrite   Operation = "fleet.object.write"
	GroupRead     Operation = "fleet.group.read"
	GroupWrite    Operation = "fleet.group.write"
	TrackerRead   Operation = "fleet.tracker.read"
	TrackerWrite  Operation = "fleet.tracker.write"
	BlockWrite    Operation = "fleet.block.write"
	PositionRead  Operation = "fleet.position.read"
	CustomerRead  Operation = "reselling.customer.read"
	FleetLookDown Operation = "reselling.object.read"
	TreeRead      Operation = "platform.tenant.read"
)

// Bundle is a set of operations that make sense together; roles are sets of bundles.
type Bundle string

// The bundles.
const (
	Self         Bundle = "self"          // one's own profile, sessions and password
	FleetView    Bundle = "fleet view"    // see objects, where they are and where they were
	FleetManage  Bundle = "fleet manage"  // set up objects, groups and trackers
	FleetBlock   Bundle = "fleet block"   // block and unblock objects by hand
	CustomerView Bundle = "customer view" // see the tenants below and their objects
	TreeView     Bundle = "tree view"     // see the whole tree, as platform staff
)

// Described is an operation as documents and screens name it.
type Described struct {
	Operation Operation
	Title     string
	Bundle    Bundle
}

// Operations lists all operations that need a right, each with the bundle it comes in.
func Operations() []Described {
	return []Described{
		{SelfRead, "See one's own profile and sessions", Self},
		{SelfWrite, "Change one's own profile and password, end sessions", Self},
		{ObjectRead, "See objects and their state", FleetView},
		{GroupRead, "See groups of objects", FleetView},
		{TrackerRead, "See trackers and what they last sent", FleetView},
		{PositionRead, "See where objects are and were", FleetView},
		{ObjectWrite, "Add, change and delete objects", FleetManage},
		{GroupWrite, "Add, change and delete groups", FleetManage},
		{TrackerWrite, "Bind and replace trackers", FleetManage},
		{BlockWrite, "Block and unblock objects by hand", FleetBlock},
		{CustomerRead, "See customers and partners", CustomerView},
		{FleetLookDown, "See the list of customers' objects", CustomerView},
		{TreeRead, "See all tenants of the installation", TreeView},
	}
}

// Role is what a membership grants.
type Role string

// The roles. An owner answers for the tenant; a viewer looks and changes nothing but their own profile.
const (
	Owner  Role = "owner"
	Viewer Role = "viewer"
)

// Roles lists the built-in roles and their bundles.
func Roles() map[Role][]Bundle {
	return map[Role][]Bundle{
		Owner:  {Self, FleetView, FleetManage, FleetBlock, CustomerView, TreeView},
		Viewer: {Self, FleetView, CustomerView, TreeView},
	}
}
