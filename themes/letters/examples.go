package letters

// Example is what a variable may come to, for whoever writes and for letters that are looked at. Days and sums are as the platform
// hands them over: a letter shows them as its reader writes them.
func Example(name, lang string) string {
	if by, ok := spoken()[name]; ok {
		return by[LanguageOf(lang)]
	}
	return alike()[name]
}

// spoken are examples that differ by language.
func spoken() map[string]map[string]string {
	return map[string]map[string]string{
		"name":          {"en": "Anna Ivanova", "ru": "Анна Иванова", "es": "Ana Pérez", "pt": "Ana Souza", "fr": "Anne Moreau"},
		"tenant":        {"en": "North Haulage", "ru": "Северный путь", "es": "Transportes Norte", "pt": "Transportes do Norte", "fr": "Transports du Nord"},
		"customer":      {"en": "North Haulage", "ru": "Северный путь", "es": "Transportes Norte", "pt": "Transportes do Norte", "fr": "Transports du Nord"},
		"inviter":       {"en": "Peter Berg", "ru": "Пётр Берг", "es": "Pedro Gómez", "pt": "Pedro Lima", "fr": "Pierre Martin"},
		"owner":         {"en": "Peter Berg", "ru": "Пётр Берг", "es": "Pedro Gómez", "pt": "Pedro Lima", "fr": "Pierre Martin"},
		"document":      {"en": "Terms of service", "ru": "Условия обслуживания", "es": "Condiciones del servicio", "pt": "Termos de serviço", "fr": "Conditions du service"},
		"plan":          {"en": "Standard", "ru": "Стандарт", "es": "Estándar", "pt": "Padrão", "fr": "Standard"},
		"reason":        {"en": "The company's data are not complete.", "ru": "Данные организации указаны не полностью.", "es": "Los datos de la empresa están incompletos.", "pt": "Os dados da empresa estão incompletos.", "fr": "Les données de la société sont incomplètes."},
		"text":          {"en": "A data centre gets new power lines.", "ru": "В центре обработки данных меняют электропитание.", "es": "Se renueva la alimentación eléctrica del centro de datos.", "pt": "A alimentação elétrica do centro de dados será renovada.", "fr": "L’alimentation électrique du centre de données est renouvelée."},
		"passkey":       {"en": "Anna's phone", "ru": "Телефон Анны", "es": "Teléfono de Ana", "pt": "Telefone da Ana", "fr": "Téléphone d’Anne"},
		"company":       {"en": "Example Ltd", "ru": "ООО «Пример»", "es": "Ejemplo S. L.", "pt": "Exemplo Ltda.", "fr": "Démonstration SARL"},
		"support_hours": {"en": "Mon–Fri 9–18", "ru": "пн–пт 9–18", "es": "lun–vie 9–18", "pt": "seg–sex 9–18", "fr": "lun–ven 9–18"},
	}
}

func alike() map[string]string {
	return map[string]string{
		"login": "anna.ivanova", "email": "anna@example.com", "address": "no-reply@example.com", "domain": "gps.example.com", "starter": "starter.example.com", "host": "old.example.com", "next_host": "gps.example.com",
		"until": "2026-03-31", "from": "2026-03-20", "on": "2026-02-11", "agreement": "A-17", "sum": "50.00 EUR", "below": "10.00 EUR", "most": "200.00 EUR", "price": "9.50 EUR", "was": "8.90 EUR",
		"card": "Visa •••• 4242", "objects": "3", "times": "3", "days": "5", "url": "https://example.com/hook", "server": "smtp.example.com",
		"said": "451 4.3.0 Try again later", "site": "gps.example.com", "company_address": "1 Example Street", "registration": "1234567", "tax_number": "7654321",
		"company_email": "office@example.com", "company_phone": "+1 555 0100", "support_email": "help@example.com", "support_phone": "+1 555 0101",
		"account": "1000019", "number": "2026-17", "date": "2026-03-04", "total": "120.00 EUR", "brand": "Example", "greeting": "", "link": "https://gps.example.com/…",
	}
}

// Examples of all variables of a kind.
func (b *Book) Examples(k Kind, lang string) map[string]string {
	lang = LanguageOf(lang)
	list := map[string]string{"name": Example("name", lang)}
	for _, name := range k.Variables {
		list[name] = Example(name, lang)
	}
	list = dated(lang, list)
	list[varGreeting] = fill(b.words[lang].Greeting, list)
	delete(list, "name")
	return list
}

// Sample are values that a letter of a kind can be looked at with.
func (b *Book) Sample(k Kind, lang string) map[string]string {
	list := map[string]string{"name": Example("name", lang)}
	for _, name := range k.Variables {
		if name != varGreeting && name != varLink {
			list[name] = Example(name, lang)
		}
	}
	return list
}
