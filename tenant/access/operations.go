package access

// Operation is one thing somebody may be allowed to do, named subject.action. Every route names one.
type Operation string

// The operations.
const (
	// Anyone is what a host shows before anybody is known.
	Anyone Operation = "anyone"

	SelfRead  Operation = "self.read"
	SelfWrite Operation = "self.write"
	// SelfAgreed is under self, which acting in does not carry: what two have agreed on is nobody else's to read.
	SelfAgreed Operation = "self.agreed.read"

	ObjectRead     Operation = "fleet.object.read"
	ObjectWrite    Operation = "fleet.object.write"
	GroupRead      Operation = "fleet.group.read"
	GroupWrite     Operation = "fleet.group.write"
	TrackerRead    Operation = "fleet.tracker.read"
	TrackerWrite   Operation = "fleet.tracker.write"
	BlockWrite     Operation = "fleet.block.write"
	PositionRead   Operation = "fleet.position.read"
	CustomerRead   Operation = "reselling.customer.read"
	FleetLookDown  Operation = "reselling.object.read"
	CustomerImport Operation = "reselling.customer.import"
	TreeRead       Operation = "platform.tenant.read"

	CustomerPeople  Operation = "reselling.person.read"
	CustomerNote    Operation = "reselling.note.write"
	CustomerTrace   Operation = "reselling.trace.read"
	ContractWrite   Operation = "reselling.contract.write"
	ProviderRead    Operation = "reselling.provider.read"
	ProviderAccept  Operation = "reselling.provider.accept"
	RealmSettings   Operation = "settings.realm.write"
	StartRead       Operation = "settings.start.read"
	StartWrite      Operation = "settings.start.write"
	HealthRead      Operation = "platform.health.read"
	MessagesAgain   Operation = "platform.message.retry"
	DomainRead      Operation = "brand.domain.read"
	DomainWrite     Operation = "brand.domain.write"
	SenderRead      Operation = "brand.sender.read"
	SenderWrite     Operation = "brand.sender.write"
	SuppressionRead Operation = "brand.suppression.read"
	SuppressionLift Operation = "brand.suppression.lift"
	HostsRead       Operation = "platform.host.read"
	HostsDecide     Operation = "platform.host.decide"

	CustomerWrite   Operation = "reselling.customer.write"
	CustomerSuspend Operation = "reselling.customer.suspend"
	CustomerClose   Operation = "reselling.customer.close"
	CustomerMove    Operation = "reselling.customer.move"
	StockRead       Operation = "reselling.stock.read"
	StockWrite      Operation = "reselling.stock.write"
	PricesRead      Operation = "billing.price.read"
	PricesWrite     Operation = "billing.price.write"
	AgreementRead   Operation = "billing.agreement.read"
	AgreementWrite  Operation = "billing.agreement.write"
	OfferRead       Operation = "billing.offer.read"
	LimitsRead      Operation = "billing.limits.read"
	ClaimRead       Operation = "reselling.claim.read"
	IdentityRead    Operation = "platform.identity.read"
	IdentityWrite   Operation = "platform.identity.write"

	PersonRead    Operation = "people.person.read"
	PersonWrite   Operation = "people.person.write"
	RoleWrite     Operation = "people.role.write"
	KeyWrite      Operation = "security.key.write"
	OwnershipGive Operation = "people.ownership.give"
	OwnershipTake Operation = "people.ownership.take"
	AccountClose  Operation = "settings.account.close"
	CredentialOwn Operation = "security.credential.write"

	StolenRead        Operation = "support.stolen.read"
	StolenWrite       Operation = "support.stolen.write"
	BrandRead         Operation = "brand.look.read"
	BrandWrite        Operation = "brand.look.write"
	BrandPreview      Operation = "brand.look.preview"
	AuditRead         Operation = "audit.entry.read"
	AuditCheckAll     Operation = "platform.audit.check"
	ActIn             Operation = "reselling.customer.enter"
	ActingEnd         Operation = "acting.session.end"
	ActInGrant        Operation = "acting.grant.write"
	SignUpRead        Operation = "reselling.signup.read"
	SignUpWrite       Operation = "reselling.signup.write"
	ApplicationRead   Operation = "reselling.application.read"
	ApplicationDecide Operation = "reselling.application.decide"
	QuestionRead      Operation = "reselling.question.read"
	QuestionSettle    Operation = "reselling.question.settle"
	DocumentRead      Operation = "reselling.document.read"
	DocumentPost      Operation = "reselling.document.post"
	DocumentPreview   Operation = "reselling.document.preview"
	DocumentProof     Operation = "reselling.document.proof"
	AgreedRead        Operation = "reselling.agreed.read"
	AgreedWrite       Operation = "reselling.agreed.write"
	AgreedPaper       Operation = "self.agreed.paper"
	TopupRead         Operation = "billing.topup.read"
	TopupCreate       Operation = "billing.topup.create"
	PaymentRead       Operation = "billing.payment.read"
	PaymentWrite      Operation = "billing.payment.write"
	PayoutWrite       Operation = "billing.payout.write"

	TicketRead        Operation = "support.ticket.read"
	TicketWrite       Operation = "support.ticket.write"
	ProviderTicket    Operation = "support.provider.write"
	EscalationWrite   Operation = "support.escalation.write"
	LookGrant         Operation = "support.look.write"
	DeskRead          Operation = "desk.ticket.read"
	DeskWrite         Operation = "desk.ticket.write"
	DeskSecret        Operation = "desk.secret.read"
	DeskSettings      Operation = "desk.settings.write"
	BookRead          Operation = "billing.book.read"
	BookWrite         Operation = "billing.book.write"
	MarginRead        Operation = "billing.margin.read"
	OwedRead          Operation = "billing.owed.read"
	WholesaleRead     Operation = "billing.wholesale.read"
	LadderWrite       Operation = "billing.ladder.write"
	SubscriptionRead  Operation = "billing.subscription.read"
	SubscriptionWrite Operation = "billing.subscription.write"
	CustomerPlanRead  Operation = "reselling.subscription.read"
	CustomerPlanWrite Operation = "reselling.subscription.write"
	WalletRead        Operation = "billing.wallet.read"
	RecipientRead     Operation = "billing.recipient.read"
	RecipientWrite    Operation = "billing.recipient.write"
	PackageRead       Operation = "billing.package.read"
	PackageBuy        Operation = "billing.package.buy"
	PaperRead         Operation = "billing.paper.read"
	PaperWrite        Operation = "billing.paper.write"
	EntityRead        Operation = "settings.entity.read"
	EntityWrite       Operation = "settings.entity.write"
	WebhookRead       Operation = "settings.webhook.read"
	WebhookWrite      Operation = "settings.webhook.write"
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
		{SelfAgreed, "Read the documents that apply by agreement with the provider", Self},
		{CredentialOwn, "Change one's own password and address", Self},
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
		{StolenRead, "See reports of stolen logins", Desk},
		{StolenWrite, "Check who it is, block a stolen login and give it back", Desk},
		{CustomerImport, "Bring customers from the files of another system, and take them back", CustomerManage},
		{CustomerPeople, "See who the people of a customer of one's own are", CustomerEnter},
		{CustomerNote, "Write notes about customers", CustomerManage},
		{CustomerTrace, "See what was done about a customer", AuditView},
		{ContractWrite, "Change what is agreed with a customer", CustomerManage},
		{ProviderRead, "See the contract with the level above", Provider},
		{StartRead, "See how far the business has come", Settings},
		{StartWrite, "Put off steps of the business's beginning", Settings},
		{RealmSettings, "See and change the name, language, time zone and support contact", Settings},
		{SignUpRead, "See how strangers become customers", CustomerView},
		{ApplicationRead, "See who has signed up, or asked to", CustomerView},
		{ApplicationDecide, "Approve and refuse who asks to become a customer", CustomerManage},
		{SignUpWrite, "Change how strangers become customers", CustomerManage},
		{QuestionRead, "See questions of those who are no customers yet", Desk},
		{QuestionSettle, "Mark their questions as answered", Desk},
		{DocumentRead, "See all versions of the brand's documents", CustomerView},
		{BrandRead, "See the brand, its draft and its versions", BrandManage},
		{BrandPreview, "See a letter or a paper filled with a customer's name before it is published", BrandManage},
		{BrandWrite, "Draft, publish and bring back the brand, send its pictures", BrandManage},
		{DomainRead, "See the domains that the brand answers on", BrandManage},
		{DomainWrite, "Add, check, choose and remove domains, bring certificates", BrandManage},
		{SenderRead, "See where letters come from", BrandManage},
		{SenderWrite, "Say where letters come from, check it and try it", BrandManage},
		{SuppressionRead, "See the addresses that letters do not go to", BrandManage},
		{SuppressionLift, "Let letters go to such an address again", BrandManage},
		{HostsRead, "See all hosts of the installation", TreeView},
		{HostsDecide, "Decide about a host that several ask for", TreeManage},
		{DocumentPost, "Post a new version of a document, or withdraw one that is announced", BrandManage},
		{DocumentPreview, "See a document filled with the brand's particulars before it is posted", BrandManage},
		{DocumentProof, "See who has accepted documents, from where, and take the proofs along", CustomerManage},
		{AgreedRead, "See documents that apply to a customer by agreement", CustomerManage},
		{AgreedWrite, "Agree with a customer on documents instead of the public ones, and end them", CustomerManage},
		{CustomerWrite, "Open customers and partners, change them and their contracts", CustomerManage},
		{CustomerSuspend, "Suspend customers and partners, with a reason, and lift it", CustomerManage},
		{CustomerClose, "Close customers and partners, and take them out of the trash", CustomerManage},
		{CustomerMove, "Move customers and partners to others below oneself", CustomerManage},
		{TreeRead, "See all tenants of the installation", TreeView},
		{HealthRead, "See how the installation is doing", TreeManage},
		{MessagesAgain, "Try once more what could not be sent", TreeManage},
		{AuditRead, "See what was changed, by whom, from where", AuditView},
		{AuditCheckAll, "Check the audits of all tenants for rewriting", TreeManage},
		{ActIn, "Act in a customer, with a reason and a trace", CustomerEnter},
		{AccountClose, "Close one's own account", Ownership},
		{ActingEnd, "See who acts in the tenant from above, and end it", Ownership},
		{ActInGrant, "Let the provider act in one's own customers for a time", Ownership},
		{TopupRead, "See what was paid into one's own wallet", MoneyView},
		{TopupCreate, "Pay into one's own wallet", MoneyManage},
		{PaymentRead, "See what customers have paid, and whose nobody knows", MoneyView},
		{PaymentWrite, "Book customers' payments, import statements, say how cards are taken", MoneyManage},
		{PayoutWrite, "Send what is left in wallets to bank accounts", MoneyManage},
		{BookRead, "See what customers have left, and what it is made of", MoneyView},
		{BookWrite, "Give bonuses and credit, correct and reverse what was booked", MoneyManage},
		{MarginRead, "See what was earned beside what it has cost", Provider},
		{OwedRead, "See what is owed to the level above, and why", Provider},
		{WholesaleRead, "See what resellers owe, and where they stand", MoneyView},
		{LadderWrite, "Say after how many days of debt resellers are stopped", MoneyManage},
		{SubscriptionRead, "See under which plan each object is served", MoneyView},
		{SubscriptionWrite, "Connect, change, pause and stop plans of objects", MoneyManage},
		{CustomerPlanRead, "See under which plans a customer's objects are served", MoneyView},
		{CustomerPlanWrite, "Connect, change, pause and stop plans for a customer", MoneyManage},
		{WalletRead, "See one's own balance, and what it is made of", MoneyView},
		{RecipientRead, "See the addresses outside that notices go to", MoneyView},
		{RecipientWrite, "Choose the addresses outside that notices go to", MoneyManage},
		{PackageRead, "See packages that were bought, and what is left of them", MoneyView},
		{PackageBuy, "Buy packages", MoneyManage},
		{TicketRead, "See one's own questions to support", AskSupport},
		{TicketWrite, "Ask support, and go on in one's own questions", AskSupport},
		{ProviderAccept, "Accept the documents of the level above, as the owner", Ownership},
		{AgreedPaper, "Read the signed file of a document by agreement, as the owner", Ownership},
		{ProviderTicket, "Ask the desk of the level above, as the owner", Ownership},
		{EscalationWrite, "Ask the level above about a ticket, by value", Ownership},
		{LookGrant, "Let a desk look at one device for a time", Ownership},
		{DeskRead, "See the desk's tickets and settings", Desk},
		{DeskWrite, "Answer tickets, hand them on, group, split and refuse them", Desk},
		{DeskSecret, "Read what somebody handed over in confidence, with a trace", Desk},
		{DeskSettings, "Change the desk's addresses, categories, calendars, teams and promises", Settings},
		{PaperRead, "Read and download statements, invoices and receipts, and entries as files", MoneyView},
		{PaperWrite, "Issue credit notes", MoneyManage},
		{EntityRead, "See the legal entity that papers name", Settings},
		{EntityWrite, "Change the legal entity that papers name, and its bank account", Settings},
		{WebhookRead, "See webhooks and what they were told", Settings},
		{WebhookWrite, "Add, change and remove webhooks, and have them told again", Settings},
		{StockRead, "See the stock of trackers", CustomerView},
		{StockWrite, "Add trackers to the stock, print codes, hand out and take back", CustomerManage},
		{PricesRead, "See the price list with all its versions", Prices},
		{PricesWrite, "Change the price list", Prices},
		{AgreementRead, "See prices and limits agreed with a customer", Prices},
		{AgreementWrite, "Agree on prices and limits with a customer", Prices},
		{OfferRead, "See the price list for one's own account", MoneyView},
		{LimitsRead, "See one's own limits and where they come from", MoneyView},
		{ClaimRead, "See customers' trackers that wait or are in trouble", CustomerView},
		{IdentityRead, "Search an identity over all tenants, see requests for trackers", TreeManage},
		{IdentityWrite, "Release and transfer identities, decide requests", TreeManage},
	}
}
