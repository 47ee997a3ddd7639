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
	StockRead     Operation = "reselling.stock.read"
	StockWrite    Operation = "reselling.stock.write"
	ClaimRead     Operation = "reselling.claim.read"
	IdentityRead  Operation = "platform.identity.read"
	IdentityWrite Operation = "platform.identity.write"

	PersonRead    Operation = "people.person.read"
	PersonWrite   Operation = "people.person.write"
	RoleWrite     Operation = "people.role.write"
	KeyWrite      Operation = "security.key.write"
	OwnershipGive Operation = "people.ownership.give"
	OwnershipTake Operation = "people.ownership.take"
	CredentialOwn Operation = "security.credential.write"
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
		{SelfWrite, "Change one's own profile, end one's own sessions", Self},
		{CredentialOwn, "Change one's own password", Self},
		{OwnershipTake, "Accept the ownership that somebody offers", Self},
		{KeyWrite, "Make and revoke one's own keys for programs", Keys},
		{PersonRead, "See the people of the tenant and their roles", PeopleView},
		{PersonWrite, "Invite, change, block and remove people who may do no more", PeopleManage},
		{RoleWrite, "Make and change the tenant's own roles", RolesManage},
		{OwnershipGive, "Hand the tenant over to somebody else", Ownership},
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
		{StockRead, "See the stock of trackers", CustomerView},
		{StockWrite, "Add trackers to the stock, print codes, hand out and take back", CustomerManage},
		{ClaimRead, "See customers' trackers that wait or are in trouble", CustomerView},
		{IdentityRead, "Search an identity over all tenants, see requests for trackers", TreeManage},
		{IdentityWrite, "Release and transfer identities, decide requests", TreeManage},
	}
}
