package main

// What the demo's customers ask, in English; the Russian ones are in demo_desk_words_ru.go. {object} is one of theirs, {n} a number,
// {place} a street, {time} an hour of the day.

// demoTopic is a question as it is asked often, and what becomes of it.
type demoTopic struct {
	// category is one of demoCategories.
	category string
	// subject and body are asked; answer settles it.
	subject, body, answer string
	// asks is what the desk asks back, and reply what it is told; empty: it has all it needs.
	asks, reply string
	// note is written for the desk alone.
	note string
	// before is what whoever asks has tried.
	before string
	// file is attached: a name; its end says what it is.
	file string
	// critical: an outage, data that is lost, a breach.
	critical bool
}

func demoTopics(locale string) []demoTopic {
	if locale == "ru" {
		return demoTopicsRussian()
	}
	return []demoTopic{
		{category: "tracker", subject: "{object} is offline since {time}", body: "Good morning,\n\n{object} has not reported since {time} yesterday. The vehicle is driving, the driver says the light on the device is on. Could you look whether anything reaches you?",
			answer: "Hello,\n\nthe device was online until {time} and then lost the mobile network; nothing has come in since. Please check that its SIM card is paid for, and switch the ignition off and on once. What it recorded meanwhile is kept in the device and comes in by itself.", before: "Restarted the vehicle twice.",
			note: "Last connection ended by the operator's side, not by us. Three devices of this customer use the same operator.", asks: "Could you tell us which operator the SIM card is of, and whether it has been paid for this month?", reply: "It is a card of our own, and you are right: it was blocked for non-payment. Paid now."},
		{category: "tracker", subject: "Which address does the FMB920 send to?", body: "We have bought two used FMB920 and want to put them into {object}. Which server and port do we write into the configurator?",
			answer: "Hello,\n\nopen the object, then “Tracker” and “How to set it up”: server, port and the SMS commands for this model stand there, ready to be copied. Choose TCP and codec 8 Extended."},
		{category: "tracker", subject: "Mileage of {object} is {n} km short", body: "The odometer of {object} shows {n} km more than your mileage of last week. The difference grows every day.",
			answer: "Hello,\n\nthe mileage is summed from positions, and this device sends one every two minutes: bends are cut short. Set “send on 15° of turn” in the device, and correct the counter once under Object → Counters.", before: "Compared with the tachograph.", file: "tachograph.pdf",
			asks: "For which days do you compare? Please also tell the odometer at the start and at the end of them.", reply: "From Monday to Friday last week. The tachograph is attached to the first message."},
		{category: "map", subject: "{object} jumps to {place} at night", body: "Every night between {time} and morning {object} jumps about half a kilometre towards {place} and back, although it stands in the garage.",
			answer: "Hello,\n\nin a garage the device sees few satellites and guesses. We have switched the filter of standing still on for this object: points with fewer than five satellites are not drawn while the ignition is off.", note: "HDOP over 8 the whole night. Filter is on since today.", file: "jump.png"},
		{category: "map", subject: "The map stays grey on the tablet", body: "On the tablet in the dispatch room the map is grey, the list beside it works. On the computer all is fine.",
			answer: "Hello,\n\nthe tablet's browser is from 2019 and cannot draw this kind of map. Please update it, or use the app. It works from Chrome 100 on.", asks: "Which browser and which version is it? You find it under Settings → About.", reply: "Chrome 74, Android 9.", before: "Cleared the cache."},
		{category: "map", subject: "How do I share where {object} is with a client?", body: "A client wants to see where {object} is today, without a login. Is there a link that ends by itself?",
			answer: "Hello,\n\nyes: open the object, “Share”, and choose until when. Whoever has the link sees this one object and nothing else, and you can take it back at any time."},
		{category: "reports", subject: "The trips report shows no trips on {n} November", body: "The report of trips for {object} is empty for one day, but the history of the same day shows a track with stops.",
			answer: "Hello,\n\nthe ignition was not reported on that day, and your report counts trips by ignition. We have set “by movement” for this object; please run the report again.", file: "report.pdf", before: "Ran it three times with other dates.",
			asks: "Which report is it exactly, and at what time was the track? A picture of the settings would help.", reply: "“Trips and stops”, from {time}. The settings are those you gave us in spring."},
		{category: "reports", subject: "Fuel report in Excel opens with wrong columns", body: "When I open the export of fuel in Excel, litres and euros are in one column.",
			answer: "Hello,\n\nplease choose “Excel” instead of “CSV” in the export: a CSV is split by the separator of your system, and yours expects semicolons.", file: "fuel.txt"},
		{category: "reports", subject: "Can the weekly report come on Monday at 7?", body: "Our accountant needs the mileage of all vans on Monday at seven. Can this be sent by itself?",
			answer: "Hello,\n\nopen the report, “Schedule”, choose Monday 7:00 and type the address. It comes as a PDF and as a sheet."},
		{category: "alerts", subject: "No message when {object} left the depot", body: "Yesterday at {time} {object} left the depot and nobody was told. The rule is on.",
			answer: "Hello,\n\nthe rule holds from 22:00 to 06:00 only, and {object} left before that. We have written the times into the name of the rule so that it is seen in the list.", asks: "Which rule do you mean, and who should have been told?", reply: "“Leaves the depot at night”, it should send a message to me and to our guard."},
		{category: "alerts", subject: "Too many speeding alerts on the ring road", body: "We get {n} speeding alerts a day from {place}. The limit there is 80, the rule says 60.",
			answer: "Hello,\n\nwe suggest a zone “Ring road” with a limit of its own; within it the general rule stays silent. How this is set up: Alerts → Rule → Except within."},
		{category: "billing", subject: "Invoice for last month with our VAT number", body: "Please send us the invoice for last month once more, with our VAT number FI{n}4481 on it.",
			answer: "Hello,\n\nthe number is saved now, and the invoice was made anew: Billing → Invoices. The old one is marked as replaced.", note: "VAT number checked, it is theirs."},
		{category: "billing", subject: "Why was {object} blocked?", body: "Since this morning {object} is shown as blocked, and there is money on the account.",
			answer: "Hello,\n\nat {time} the month of {object} ended and the balance was a little lower than the price. It was topped up an hour later, and the object was served again from that minute. Nothing was charged for the gap. You can see each cause under “Why is this blocked?”."},
		{category: "billing", subject: "Two payments of the same amount", body: "On our statement there are two payments of {n} euros to you on one day. I believe I pressed the button twice.",
			answer: "Hello,\n\nboth came in and both are on your balance; nothing is lost. If you want one of them back, tell us the bank account, otherwise it serves the coming months.", file: "statement.pdf", asks: "Please tell us the two times that the bank shows.", reply: "{time} and four minutes later."},
		{category: "people", subject: "A dispatcher should see the vans and not the trucks", body: "We have a new dispatcher who should see the group “Vans” only. How is that done?",
			answer: "Hello,\n\ninvite them under People with the role “Viewer”, then “Sees only”, and choose the group. They see nothing else, in lists, maps and reports."},
		{category: "people", subject: "I do not get the letter for a new password", body: "I have asked for a new password three times and no letter comes. The address is right.",
			answer: "Hello,\n\nyour mail server refused our letters for a day because of its grey list; they have come through at {time}. Only the newest of them is valid.", note: "450 greylisted, three times, then accepted."},
		{category: "api", subject: "API answers 429 to our program", body: "Our program asks for the positions of {n} objects every second and gets 429 since yesterday.",
			answer: "Hello,\n\nplease take the list of all last positions in one request, or the WebSocket, which tells of each new one by itself. Both are in the documents of the API under /api/docs.", file: "client.log", before: "Lowered it to once in two seconds."},
		{category: "purchase", subject: "Which tracker would you buy for a cargo bike?", body: "We buy four more cargo bikes. Which tracker is small, waterproof and lasts a week?",
			answer: "Hello,\n\nwe do not sell trackers and may not recommend a maker; in the forum you find what others use on bicycles. Whatever speaks one of the listed protocols works here."},
		{category: "tracker", subject: "Temperature sensor of {object} shows −127", body: "The refrigerated box of {object} shows −127 °C since {time}, the thermometer inside says +4.",
			answer: "Hello,\n\n−127 is what the sensor says when its cable is broken or pulled out. Please have the plug behind the box checked; the value comes back by itself.", file: "box.png", before: "Switched the box off and on."},
		{category: "map", subject: "History of {object} from March", body: "We need the track of {object} from the 14th of March for the insurance. The calendar ends in April.",
			answer: "Hello,\n\nyour plan keeps positions for {n} months. What is older is gone, and nobody can bring it back. For the future: the plan “Archive” keeps three years."},
		{category: "service", subject: "Nothing loads, all dispatchers see an error", body: "Since {time} none of our dispatchers can open the map: “Something went wrong”. Thirty drivers are on the road.",
			answer: "Hello,\n\na server was restarted at {time} and did not take requests for four minutes. All is running again, no position was lost. We are sorry.", critical: true, note: "Node 2, restarted by the watchdog. Incident is written up."},
		{category: "service", subject: "Positions of all vehicles stopped at {time}", body: "All our vehicles stopped on the map at the same minute. The devices of two makers, two operators.",
			answer: "Hello,\n\nthe line of the data centre was away from {time} for eleven minutes. The devices have kept their records, and they have come in since.", critical: true},
	}
}

// demoTopicsAbove are what the owner of a reseller asks the level above.
func demoTopicsAbove(locale string) []demoTopic {
	if locale == "ru" {
		return demoTopicsAboveRussian()
	}
	return []demoTopic{
		{category: "server", subject: "Certificate of our domain is renewed late", body: "The certificate of our domain was renewed four days before its end. Is that as it should be?",
			answer: "Hello,\n\nit is tried from thirty days on; your DNS did not answer for two weeks, and then it did. You are told by letter now when a try fails."},
		{category: "server", subject: "Port for Wialon IPS over UDP", body: "A customer has {n} devices that speak Wialon IPS over UDP only. Is there a port for them?",
			answer: "Hello,\n\nyes, the same number as for TCP. It stands in the list of ports, which your customers see with your own host name."},
		{category: "integration", subject: "Unknown field 0x{n} in packets of a new device", body: "The new firmware of our customers' devices sends a field that is shown as io_{n}. Could it be named?",
			answer: "Hello,\n\nit is the voltage of the second battery. It is named so from the next version on, and old positions are shown with the name too.", file: "packets.txt", note: "Checked against the maker's protocol of October. Decoder change is merged.",
			asks: "Could you send us a few raw packets with the firmware's version?", reply: "Attached to the first message, firmware 03.28.07."},
		{category: "integration", subject: "Webhook to our accounting arrives twice", body: "Some events come to our accounting twice, a few seconds apart.",
			answer: "Hello,\n\nyour server answered after eleven seconds, and we wait ten: then it is sent again, with the same id. Please answer first and work afterwards, or look at the id."},
		{category: "contract", subject: "Wholesale invoice counts {n} objects too many", body: "The invoice of last month counts more objects than our list shows on its last day.",
			answer: "Hello,\n\nan object is counted on each day on which it was active. The list by days is under Provider → What we owe; the sum of it is the invoice."},
		{category: "contract", subject: "Notice of the price change in January", body: "When will the new wholesale price list be posted? We have to tell our own customers ten days ahead.",
			answer: "Hello,\n\nit is posted on 1 December and in force from 1 January: your ten days begin when ours end."},
		{category: "server", subject: "All devices of our brand lost the connection at {time}", body: "About {n} devices dropped at once and came back after ten minutes. Our customers ask us what it was.",
			answer: "Hello,\n\na switch of the data centre was replaced, sooner than it was announced to us. Nothing was lost. You find the words for your customers in our note of today.", critical: true},
	}
}

// demoStrangers write letters and are no customers yet.
func demoStrangers(locale string) []demoStranger {
	if locale == "ru" {
		return demoStrangersRussian()
	}
	return []demoStranger{
		{"Hanna Wirtanen", "hanna@wirtanen-moving.example", "Prices for 15 vans", "Hello, we move households and have 15 vans. What does it cost a month, and can we try it first?", "Hello,\n\nthank you for asking. The price list is on our site, the first month of five vans is free. Sign up there, or tell us a number and we call you."},
		{"Robert Ek", "robert.ek@ekfarm.example", "Tractors and a combine", "Does it work on fields without a road? We would like to see the worked area.", "Hello,\n\nyes: any tracker with a SIM card works, roads are not needed. Worked area is counted by a corridor of the width of your implement."},
		{"Sofia Lund", "sofia@lundcare.example", "Watches for home care", "We look for something for elderly people who get lost. Do you have watches?", "Hello,\n\nwe are the service, not the shop. Most watches that speak a known protocol work; ask the seller for it, and write to us before you buy."},
		{"Teemu Salo", "teemu.salo@oldfleet.example", "Moving from another system", "We have 80 objects in another system. Can the history be brought along?", "Hello,\n\nobjects, groups and trackers come over from a table. History comes as far as the other system gives it out; send us an example."},
	}
}

// demoStranger is somebody with a question and its answer.
type demoStranger struct{ name, email, subject, body, answer string }

// demoPhrases are what is said between the lines.
type demoPhrases struct {
	welcome, again                            string
	andAnother, anotherSubject, anotherAnswer string
	call, callBody, callAnswer                string
	stolen, stolenBody, stolenAnswer          string
	cancel, cancelBody, cancelAnswer          string
	advertising, advertisingBody              string
	rude, rudeReason, spamReason, fewReason   string
	few, fewBody                              string
	machine, machineBody                      string
	onward, onwardNote, fromAbove             string
	complaint, complaintBody, complaintAnswer string
	dispute, disputeBody, disputeAnswer       string
	claim, claimBody, claimAnswer             string
	duplicate, duplicateBody                  string
	notCritical, critical                     string
	ssh, sshBody, sshAnswer, sshLabel         string
}

func demoPhrasesOf(locale string) demoPhrases {
	if locale == "ru" {
		return demoPhrasesRussian()
	}
	return demoPhrases{
		again:      "Unfortunately it has begun again this morning. {object} shows the same as before.",
		andAnother: "Thank you, that is settled. And another question: can I change the colour of a group on the map?", anotherSubject: "Colour of a group on the map", welcome: "You are welcome. Your other question has a ticket of its own, so that it is not lost.", anotherAnswer: "Hello,\n\nyes: Groups, then the group, then “Colour”. Everybody who sees the group sees it so.",
		call: "Called: the driver of {object} cannot sign in", callBody: "The driver called from the road: the app asks for a code, and his second phone is at home. Called back on the number of the contract.", callAnswer: "Hello,\n\nas agreed by phone, the second factor of this login was reset. Please have it set up again today.",
		stolen: "My login was stolen with my phone", stolenBody: "My phone was stolen last night and I was signed in on it. Please block my login until I am in the office.", stolenAnswer: "Hello,\n\nyour login is blocked and all its sessions have ended. It comes back by a letter to your registered address, once you ask for it.",
		cancel: "Cancellation of account {account}", cancelBody: "We sell our last van and cancel the account {account} at the end of the month. Please tell us what happens to the rest of the money.", cancelAnswer: "Hello,\n\nthe account is closed at the end of the month, as you wish. Please write down under Settings → Cancel the account where the rest goes; it is sent there less the commission.",
		advertising: "Increase your website traffic", advertisingBody: "Dear Sir or Madam, we offer 10,000 visitors a month for $99. Reply for the offer.",
		rude: "What kind of idiots work there", rudeReason: "Insults, and no question in it. Answered once that we help as soon as there is one.", spamReason: "Advertising.", fewReason: "Does not say what it is about; asked twice.",
		few: "Does not work", fewBody: "It does not work", machine: "Automatic reply: out of office", machineBody: "I am on holiday until Monday and read no letters.",
		onward: "Devices of one customer drop every night at the same minute", onwardNote: "Not on our side: asked the level above.", fromAbove: "Hello,\n\nthe operator ends idle sessions at that minute. The keep-alive on our port is shorter from tonight on; nothing is to be changed in the devices.",
		complaint: "Complaint: three days without an answer", complaintBody: "I asked on Monday, and today is Thursday. This is not what the contract says.", complaintAnswer: "Hello,\n\nyou are right, and I am sorry. Your question was handed from one team to the other and lay there. It is answered today, and what is promised is now watched for handed-over questions as well.",
		dispute: "A message of {time} that never came", disputeBody: "The list shows an SMS at {time} as delivered. It never came to this phone.", disputeAnswer: "Hello,\n\nthe operator has confirmed that it was delivered to a phone that was off, and dropped. It was credited to your package.",
		claim: "The IMEI of my tracker is held elsewhere", claimBody: "I bought a used tracker and it stays “waiting for the device”. The former owner says that they have removed it.", claimAnswer: "Hello,\n\nthe former holder has let it go now; it was bound to {object} when it reported next.",
		duplicate: "Again: {subject}", duplicateBody: "I wrote about this an hour ago from my other address and want to make sure that it came.",
		notCritical: "One tablet, and the others work: this is no outage.", critical: "All vehicles of the customer are concerned.",
		ssh: "Retranslation to our own server stops", sshBody: "The retranslation to our server stops every few hours. You may look at the server; the access is below.", sshAnswer: "Hello,\n\nyour firewall closes connections after an hour of silence. We send a keep-alive every ten minutes now.", sshLabel: "SSH of the retranslation server",
	}
}
