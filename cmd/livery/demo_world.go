package main

import (
	"github.com/liveryhq/livery/platform/signup"
	"github.com/liveryhq/livery/themes"
)

// The demo's world: a platform, two resellers with a look of their own, a reseller below one of them, their accounts,
// users and objects. All names are invented.

// demoPassword opens every login of the demo, which listens on the loopback interface only.
const demoPassword = "fleet-demo-2026"

// demoNewcomer has accepted no document yet: the app shows what is new to them.
const demoNewcomer = "otso"

type demoRealm struct {
	host     string // under .localhost, which browsers resolve by themselves
	brand    themes.DemoBrand
	entity   demoEntity
	locale   string
	country  string
	owner    demoUser
	signUp   string // how strangers become customers; empty: not by themselves
	accounts []demoAccount
	// small are customers with an object or two that nobody has fitted a tracker to yet: lists are longer than a screen.
	small []string
	// gone is a customer whose people have not been there for more than two years.
	gone  demoAccount
	below []demoRealm
}

// demoEntity is who a realm is before the law. Its registration number fails its check digit: it is nobody's.
type demoEntity struct {
	name, address, phone, registration, bank, account, code string
}

type demoUser struct {
	login, name, email, locale, role string
}

type demoAccount struct {
	name, locale string
	users        []demoUser // the first is the owner
	fleets       []demoFleet
}

// demoFleet is a group of objects that move alike.
type demoFleet struct {
	group, kind string
	profile     string // of the simulator
	names       []string
}

func demoWorld() demoRealm {
	return demoRealm{
		host: "livery.localhost", brand: themes.DemoPlatform(), locale: "en", country: "FI",
		entity: demoEntity{"Livery Hosting Oy", "Aleksanterinkatu 48 A, 00100 Helsinki", "+358 9 555 0100", "1234567-8", "Helsinki Bank", "FI2112345600000785", "NDEAFIHH"},
		owner:  demoUser{"staff", "Ada Lindqvist", "staff@livery.example", "en", "owner"},
		accounts: []demoAccount{{
			name: "Suomenlinna Ferries", locale: "en",
			users:  []demoUser{{"ferries", "Petri Aalto", "petri@ferries.example", "en", "owner"}},
			fleets: []demoFleet{{"Shuttle buses", "bus", "bus", []string{"Shuttle 1", "Shuttle 2", "Shuttle 3"}}},
		}},
		below: []demoRealm{meridian(), polaris()},
	}
}

func meridian() demoRealm {
	return demoRealm{
		host: "meridian.localhost", brand: themes.DemoMeridian(), locale: "en", country: "FI",
		entity: demoEntity{"Meridian Vehicle Tracking Oy", "Unioninkatu 17, 00130 Helsinki", "+358 9 555 0117", "2468013-7", "Helsinki Bank", "FI4721123400000787", "NDEAFIHH"},
		owner:  demoUser{"owner", "Elina Saarinen", "elina@meridian.example", "en", "owner"}, signUp: signup.Open,
		accounts: []demoAccount{
			{
				name: "Kallio Couriers", locale: "en",
				users: []demoUser{
					{"anna", "Anna Korhonen", "anna@kallio.example", "en", "owner"},
					{"mika", "Mika Virtanen", "mika@kallio.example", "en", "viewer"},
					{"dispatch", "Night dispatch", "", "en", "viewer"},
				},
				fleets: []demoFleet{
					{"Vans", "van", "van", []string{"Van 1", "Van 2", "Van 3", "Van 4", "Van 5", "Van 6", "Van 7", "Van 8", "Van 9", "Van 10"}},
					{"Trucks", "truck", "truck", []string{"Truck HEL-101", "Truck HEL-102", "Truck HEL-103", "Truck HEL-104"}},
					{"Cargo bikes", "bicycle", "bicycle", []string{"Bike Aino", "Bike Lempi", "Bike Helmi", "Bike Sisu"}},
					{"On foot", "person", "walker", []string{"Courier Oskari", "Courier Venla"}},
				},
			},
			{
				name: "Töölö Taxi", locale: "en",
				users: []demoUser{
					{"toolo", "Juhani Nieminen", "juhani@toolo.example", "en", "owner"},
					{"desk", "Taxi desk", "desk@toolo.example", "en", "viewer"},
				},
				fleets: []demoFleet{
					{"Cars", "car", "car", []string{"Taxi 21", "Taxi 22", "Taxi 23", "Taxi 24", "Taxi 25", "Taxi 26", "Taxi 27", "Taxi 28", "Taxi 29", "Taxi 30", "Taxi 31", "Taxi 32"}},
				},
			},
		},
		small: demoSmall(),
		gone:  demoAccount{name: "Hakaniemi Rickshaws", locale: "en", users: []demoUser{{"rickshaws", "Ilkka Rantala", "ilkka@rickshaws.example", "en", "owner"}}},
		below: []demoRealm{{
			host: "harbour.localhost", brand: themes.DemoHarbour(), locale: "en", country: "FI",
			entity: demoEntity{"Lindholm Port Services Ab", "Satamakaari 24, 00980 Helsinki", "+358 9 555 0124", "2719046-1", "Harbour Bank", "FI7333130100000112", "HANDFIHH"},
			owner:  demoUser{"owner", "Tove Lindholm", "tove@harbour.example", "en", "owner"},
			accounts: []demoAccount{{
				name: "Ruoholahti Logistics", locale: "en",
				users: []demoUser{
					{"kai", "Kai Salonen", "kai@ruoholahti.example", "en", "owner"},
					{"yard", "Yard office", "", "en", "viewer"},
				},
				fleets: []demoFleet{
					{"Tractors", "truck", "truck", []string{"Tractor A1", "Tractor A2", "Tractor A3", "Tractor A4", "Tractor A5"}},
					{"Service", "van", "van", []string{"Service 1", "Service 2", "Service 3"}},
				},
			}},
		}},
	}
}

func polaris() demoRealm {
	return demoRealm{
		host: "polaris.localhost", brand: themes.DemoPolaris(), locale: "ru", country: "FI",
		entity: demoEntity{"Polaris Security Oy", "Mannerheimintie 64 B, 00260 Helsinki", "+358 9 555 0164", "2583170-4", "Helsinki Bank", "FI4111123400000425", "NDEAFIHH"},
		owner:  demoUser{"owner", "Сергей Морозов", "sergey@polaris.example", "ru", "owner"}, signUp: signup.Approval,
		accounts: []demoAccount{
			{
				name: "Северный экспресс", locale: "ru",
				users: []demoUser{
					{"irina", "Ирина Лебедева", "irina@sever.example", "ru", "owner"},
					{"pavel", "Павел Громов", "pavel@sever.example", "ru", "viewer"},
				},
				fleets: []demoFleet{
					{"Фургоны", "van", "van", []string{"Фургон 01", "Фургон 02", "Фургон 03", "Фургон 04", "Фургон 05", "Фургон 06", "Фургон 07", "Фургон 08"}},
					{"Легковые", "car", "car", []string{"Шкода 511", "Шкода 512", "Тойота 640", "Тойота 641", "Лада 700", "Лада 701"}},
				},
			},
			{
				name: "Esplanadi Guard", locale: "en",
				users: []demoUser{
					{"otso", "Otso Heikkinen", "otso@esplanadi.example", "en", "owner"},
					{"shift", "Shift leader", "shift@esplanadi.example", "en", "viewer"},
				},
				fleets: []demoFleet{
					{"Patrols", "car", "car", []string{"Patrol North", "Patrol South", "Patrol East"}},
					{"Guards", "person", "walker", []string{"Guard Aapo", "Guard Iida", "Guard Onni"}},
					{"Dogs", "pet", "dog", []string{"Rex", "Lumi"}},
				},
			},
		},
		gone: demoAccount{name: "Прокат на Сенатской", locale: "ru", users: []demoUser{{"prokat", "Вера Ильина", "vera@prokat.example", "ru", "owner"}}},
	}
}

// demoSmall are the many that a business lives of.
func demoSmall() []string {
	var names []string
	for _, place := range []string{"Arabia", "Eira", "Haaga", "Herttoniemi", "Kaivopuisto", "Katajanokka", "Käpylä", "Lauttasaari", "Malmi", "Munkkiniemi", "Pasila", "Vuosaari"} {
		for _, trade := range []string{"Bakery", "Builders", "Florist", "Plumbing"} {
			names = append(names, place+" "+trade)
		}
	}
	return names
}
