package onboarding

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/liveryhq/livery/tenant"
)

// Wrong is one thing wrong with a line: which field, a word for programs and translations, and a sentence with the remedy.
type Wrong struct {
	Field   Field  `json:"field,omitempty"`
	Reason  string `json:"reason"`
	Message string `json:"message"`
}

// row is a line by its fields, in their normal form.
type row struct {
	line  int
	value map[Field]string
	wrong []Wrong
}

func (r *row) fail(field Field, reason, message string) {
	r.wrong = append(r.wrong, Wrong{field, reason, message})
}

// has tells whether the line has something to say of any of these.
func (r *row) has(fields ...Field) bool {
	for _, f := range fields {
		if r.value[f] != "" {
			return true
		}
	}
	return false
}

// customerKey is what lines of one customer have in common: their reference, or else their name.
func (r *row) customerKey() string {
	if ref := r.value[Reference]; ref != "" {
		return "#" + tenant.NameKey(ref)
	}
	return tenant.NameKey(r.value[Customer])
}

// readRow puts the cells of a line under their fields. What takes no look at anything else is checked here.
func readRow(line int, cells []byte, bad string, mapping []Field) (row, error) {
	r := row{line: line, value: map[Field]string{}}
	if bad != "" {
		r.fail("", "bad_line", bad)
		return r, nil
	}
	var list []string
	if err := json.Unmarshal(cells, &list); err != nil {
		return r, fmt.Errorf("read line %d: %w", line, err)
	}
	for i, cell := range list {
		if i < len(mapping) && mapping[i] != "" {
			r.value[mapping[i]] = strings.Join(strings.Fields(cell), " ")
		}
	}
	r.checkCustomer()
	r.checkPerson()
	r.checkObject()
	return r, nil
}

func (r *row) checkCustomer() {
	switch name, ref := r.value[Customer], r.value[Reference]; {
	case tenant.NameKey(name) == "" && tenant.NameKey(ref) == "":
		r.fail(Customer, "no_customer", "The line does not say whose it is. Write the customer's name or reference.")
	case utf8.RuneCountInString(name) > 200:
		r.fail(Customer, "long_name", "The name of a customer has at most 200 letters.")
	}
	if utf8.RuneCountInString(r.value[Reference]) > 100 {
		r.fail(Reference, "long_reference", "A reference has at most 100 letters.")
	}
	if utf8.RuneCountInString(r.value[CustPlan]) > 100 {
		r.fail(CustPlan, "long_plan", "The name of a plan has at most 100 letters.")
	}
	if form, ok := legalForm(r.value[LegalForm]); ok {
		r.value[LegalForm] = form
	} else {
		r.fail(LegalForm, "bad_legal_form", "Write person or entity (or: физлицо, юрлицо), or leave the cell empty.")
	}
	if code, ok := countryCode(r.value[Country]); ok {
		r.value[Country] = code
	} else {
		r.fail(Country, "bad_country", "Write the country as two letters, like FI or RU (ISO 3166-1), or leave the cell empty.")
	}
	if code, ok := language(r.value[Language]); ok {
		r.value[Language] = code
	} else {
		r.fail(Language, "bad_language", "Write the language as en, ru, es, pt or fr, or leave the cell empty.")
	}
	if zone := r.value[TimeZone]; zone != "" && tenant.CheckTimeZone("", zone) != nil {
		r.fail(TimeZone, "bad_time_zone", "This is not a time zone. Write it like Europe/Helsinki, or leave the cell empty.")
	}
}

func (r *row) checkPerson() {
	if r.value[Login] == "" {
		r.value[Login] = r.value[Email]
	}
	if r.value[Login] == "" && r.has(Person, Role) {
		field := Person
		if r.value[Person] == "" {
			field = Role
		}
		r.fail(field, "no_login", "The line names somebody, but not how they sign in. Add a login or an e-mail address, or empty the cell.")
	}
	if role, ok := roleOf(r.value[Role]); ok {
		r.value[Role] = role
	} else {
		r.fail(Role, "bad_role", "Write the role as owner, admin, billing, support, operator or viewer, or leave the cell empty.")
	}
}

func (r *row) checkObject() {
	if r.value[Object] == "" && r.has(Kind, Group, Plan, Identity, Protocol, Model, SIM, Password) {
		r.fail(Object, "no_object", "The line describes an object or a tracker without a name. Write the object's name.")
	}
}

// legalForm knows who is a person and who is an entity, as people write it.
func legalForm(text string) (string, bool) {
	switch bare(text) {
	case "":
		return "", true
	case "person", "privateperson", "individual", "natural", "private", "физлицо", "фл", "физическоелицо", "частноелицо", "физ":
		return "person", true
	case "entity", "legalentity", "legal", "company", "organization", "organisation", "business", "юрлицо", "юл", "юридическоелицо", "ооо", "ип", "юр", "организация":
		return "entity", true
	}
	return "", false
}

func countryCode(text string) (string, bool) {
	switch word := bare(text); word {
	case "":
		return "", true
	case "россия", "russia", "рф":
		return "RU", true
	case "finland", "финляндия":
		return "FI", true
	case "казахстан", "kazakhstan":
		return "KZ", true
	case "беларусь", "belarus":
		return "BY", true
	default:
		code := strings.ToUpper(text)
		return code, len(code) == 2 && code[0] >= 'A' && code[0] <= 'Z' && code[1] >= 'A' && code[1] <= 'Z'
	}
}

// language is one that the screens speak.
func language(text string) (string, bool) {
	word := bare(text)
	for code, words := range map[string][]string{"en": {"en", "english", "английский", "inglés", "inglês", "anglais"}, "ru": {"ru", "russian", "русский", "ruso", "russo", "russe"},
		"es": {"es", "spanish", "испанский", "español", "espanhol", "espagnol"}, "pt": {"pt", "portuguese", "португальский", "portugués", "português", "portugais"},
		"fr": {"fr", "french", "французский", "francés", "francês", "français"}} {
		for _, one := range words {
			if word == one || len(word) == 4 && strings.HasPrefix(word, code) { // enus
				return code, true
			}
		}
	}
	return "", word == ""
}

func roleOf(text string) (string, bool) {
	for role, words := range map[string]string{
		"owner":   "owner владелец собственник",
		"admin":   "admin administrator админ администратор",
		"billing": "billing accountant бухгалтер бухгалтерия", "support": "support поддержка",
		"operator": "operator dispatcher manager оператор диспетчер менеджер",
		"viewer":   "viewer user guest readonly наблюдатель пользователь просмотр гость",
	} {
		for word := range strings.FieldsSeq(words) {
			if bare(text) == word {
				return role, true
			}
		}
	}
	return "", text == ""
}
