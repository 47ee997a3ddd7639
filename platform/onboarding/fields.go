package onboarding

import (
	"slices"
	"strings"
	"unicode"

	"github.com/liveryhq/livery/internal/errs"
)

// Field is what a column of a table means.
type Field string

// The fields of a line: the customer whose line it is, somebody of theirs, and an object of theirs with its tracker.
const (
	Customer  Field = "customer"
	Reference Field = "reference"
	LegalForm Field = "legal_form"
	Country   Field = "country"
	Language  Field = "language"
	TimeZone  Field = "time_zone"
	CustPlan  Field = "customer_plan"

	Login    Field = "login"
	Email    Field = "email"
	Person   Field = "person"
	Role     Field = "role"
	Object   Field = "object"
	Kind     Field = "kind"
	Group    Field = "group"
	Plan     Field = "plan"
	Identity Field = "identity"
	Protocol Field = "protocol"
	Model    Field = "model"
	SIM      Field = "sim"
	Password Field = "device_password"
)

// Fields lists all fields in the order in which screens offer them.
func Fields() []Field {
	return []Field{Customer, Reference, LegalForm, Country, Language, TimeZone, CustPlan, Login, Email, Person, Role,
		Object, Kind, Group, Plan, Identity, Protocol, Model, SIM, Password}
}

// headings are what people and other systems write above a column (Wialon, Navixy, Traccar and the like), in English and
// Russian, without spaces and marks.
func headings() map[string]Field {
	known := map[string]Field{}
	for field, words := range map[Field]string{
		Customer:  "customer customername client clientname company companyname account accountname organization organisation owner resource клиент имяклиента названиеклиента компания организация учетнаязапись учётнаязапись аккаунт заказчик владелец ресурс абонент контрагент",
		Reference: "reference ref customerid clientid accountid accountnumber contract contractnumber externalid customernumber userid кодклиента idклиента номердоговора договор лицевойсчет лицевойсчёт внешнийид номерклиента код",
		LegalForm: "legalform form entitytype customertype legaltype формасобственности форма типклиента юрфиз лицо",
		Country:   "country countrycode страна кодстраны",
		Language:  "language locale lang язык локаль",
		TimeZone:  "timezone tz часовойпояс временнаязона",
		CustPlan:  "customerplan accountplan billingplan clienttariff тарифклиента планклиента тарифныйпланклиента",
		Login:     "login username user userlogin accountlogin логин имяпользователя пользователь",
		Email:     "email mail useremail emailaddress почта емейл имейл электроннаяпочта адресэлектроннойпочты эладрес",
		Person:    "person contact contactperson contactname fullname personname displayname фио контактноелицо контакт имяконтакта",
		Role:      "role userrole accessrights роль права",
		Object:    "object objectname name unit unitname vehicle vehiclename label tracker trackername trackerlabel device devicename title объект имяобъекта название наименование имя тс госномер машина трекер метка",
		Kind:      "kind category objecttype vehicletype вид видобъекта категория типобъекта типтс",
		Group:     "group groupname unitgroup folder department группа группаобъектов подразделение папка отдел",
		Plan:      "plan tariff tariffname planname objectplan subscription тариф тарифныйплан план тарифобъекта",
		Identity:  "imei identity uid uniqueid deviceid trackerid identifier hardwareid devid id имей идентификатор уникальныйid уникальныйидентификатор idтрекера idустройства заводскойномер",
		Protocol:  "protocol devicetype hardwaretype hardware hw протокол типустройства типоборудования оборудование",
		Model:     "model devicemodel trackermodel модель модельтрекера модельустройства",
		SIM:       "sim simnumber simcard simphone phone phonenumber msisdn mobile tel devicephone сим симкарта номерsim номерсим номерсимкарты телефон номертелефона телефонустройства",
		Password:  "devicepassword trackerpassword unitpassword парольустройства парольтрекера",
	} {
		for word := range strings.FieldsSeq(words) {
			known[word] = field
		}
	}
	return known
}

// bare leaves of a heading what it is compared by.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

// guess says which field each heading probably is; a field is given once, to the first that asks.
func guess(names []string) []Field {
	known := headings()
	mapping := make([]Field, len(names))
	for i, name := range names {
		field, is := known[bare(name)]
		if !is {
			if own := Field(strings.ToLower(strings.TrimSpace(name))); slices.Contains(Fields(), own) {
				field = own
			}
		}
		if field != "" && !slices.Contains(mapping, field) {
			mapping[i] = field
		}
	}
	// Some systems call a customer a user: one must be the customer.
	if i := slices.Index(mapping, Login); i >= 0 && !slices.Contains(mapping, Customer) {
		mapping[i] = Customer
	}
	return mapping
}

// headingsKey is what a mapping is remembered by: the same headings in the same order.
func headingsKey(names []string) string {
	keys := make([]string, len(names))
	for i, name := range names {
		keys[i] = bare(name)
	}
	return strings.Join(keys, "|")
}

// checkMapping refuses a mapping by which nothing can be brought.
func checkMapping(columns int, mapping []Field) error {
	if len(mapping) != columns {
		return errs.Field("mapping", "bad_mapping", "Name a field, or nothing, for each column of the file.")
	}
	seen := map[Field]bool{}
	for _, field := range mapping {
		switch {
		case field == "":
		case !slices.Contains(Fields(), field):
			return errs.Field("mapping", "unknown_field", "There is no field “"+string(field)+"”. Choose one of the list.")
		case seen[field]:
			return errs.Field("mapping", "field_twice", "Two columns mean “"+string(field)+"”. Leave one of them aside.")
		}
		seen[field] = true
	}
	if !seen[Customer] && !seen[Reference] {
		return errs.Field("mapping", "no_customer_column", "No column names the customer. Say which one does: by name, or by the reference of the old system.")
	}
	if !seen[Object] && (seen[Identity] || seen[Kind] || seen[Group] || seen[Plan]) {
		return errs.Field("mapping", "no_object_column", "Columns describe objects, but none names them. Say which one does.")
	}
	return nil
}

func texts(fields []Field) []string {
	list := make([]string, len(fields))
	for i, f := range fields {
		list[i] = string(f)
	}
	return list
}

func fields(list []string) []Field {
	mapping := make([]Field, len(list))
	for i, f := range list {
		mapping[i] = Field(f)
	}
	return mapping
}
