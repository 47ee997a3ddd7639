package stripetest

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// ServeHTTP answers as the API does.
func (s *Stripe) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	gate := s.waiting[r.Method+" "+r.URL.Path]
	s.mu.Unlock()
	if gate != nil {
		gate.Reached <- struct{}{}
		<-gate.open
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.revoked || r.Header.Get("Authorization") != "Bearer "+Key {
		answer(w, http.StatusUnauthorized, failure("invalid_request_error", "", "Invalid API Key provided"))
		return
	}
	if err := r.ParseForm(); err != nil {
		answer(w, http.StatusBadRequest, failure("invalid_request_error", "", err.Error()))
		return
	}
	key := r.Header.Get("Idempotency-Key")
	if told, ok := s.repeated[key]; ok && r.Method == http.MethodPost {
		if told.asked != r.PostForm.Encode() {
			answer(w, http.StatusBadRequest, failure("idempotency_error", "", "Keys for idempotent requests can only be used with the same parameters they were first used with."))
			return
		}
		s.send(w, http.StatusOK, told.body)
		return
	}
	status, object := s.route(r)
	body, err := json.Marshal(object)
	if err != nil {
		panic(err) // plain values
	}
	if status == http.StatusOK && r.Method == http.MethodPost && key != "" {
		s.repeated[key] = answered{r.PostForm.Encode(), body}
	}
	s.send(w, status, body)
}

func (s *Stripe) send(w http.ResponseWriter, status int, body []byte) {
	if s.failures > 0 {
		s.failures--
		answer(w, http.StatusInternalServerError, failure("api_error", "", "Something went wrong"))
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

func (s *Stripe) route(r *http.Request) (int, any) {
	parts := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
	id := ""
	if len(parts) > 2 {
		id = parts[len(parts)-1]
	}
	switch r.Method + " " + strings.TrimSuffix(strings.Join(parts[1:], "/"), "/"+id) {
	case "GET balance":
		return http.StatusOK, map[string]any{"object": "balance", "livemode": false}
	case "POST webhook_endpoints":
		return http.StatusOK, map[string]any{"id": s.id("we"), "object": "webhook_endpoint", "secret": Secret, "url": r.Form.Get("url")}
	case "DELETE webhook_endpoints":
		return http.StatusOK, map[string]any{"id": id, "object": "webhook_endpoint", "deleted": true}
	case "POST checkout": // checkout/sessions: the last part looks like an id
		return s.open(r.Form)
	case "GET checkout/sessions":
		if page := s.sessions[id]; page != nil {
			return http.StatusOK, s.showSession(page)
		}
	case "POST payment_intents":
		return s.charge(r.Form)
	case "GET payment_intents":
		if i := s.intents[id]; i != nil {
			return http.StatusOK, s.showIntent(i)
		}
	case "POST refunds":
		amount, _ := strconv.ParseInt(r.Form.Get("amount"), 10, 64)
		if made := s.refund(s.intents[r.Form.Get("payment_intent")], amount); made != nil {
			return http.StatusOK, showRefund(*made)
		}
		return http.StatusBadRequest, failure("invalid_request_error", "charge_already_refunded", "More than is left")
	case "GET refunds":
		list := []any{}
		if i := s.intents[r.Form.Get("payment_intent")]; i != nil {
			for _, made := range i.refunds {
				list = append(list, showRefund(made))
			}
		}
		return http.StatusOK, listed("/v1/refunds", list)
	case "GET disputes":
		list := []any{}
		if i := s.intents[r.Form.Get("payment_intent")]; i != nil {
			for _, d := range i.disputes {
				list = append(list, map[string]any{"id": d.id, "object": "dispute", "amount": d.amount, "status": d.status, "payment_intent": i.id,
					"balance_transactions": []any{map[string]any{"id": "txn_" + d.id, "object": "balance_transaction", "amount": -d.amount, "fee": DisputeFee, "currency": i.currency}}})
			}
		}
		return http.StatusOK, listed("/v1/disputes", list)
	}
	return http.StatusNotFound, failure("invalid_request_error", "resource_missing", "No such object")
}

func (s *Stripe) open(form url.Values) (int, any) {
	amount, err := strconv.ParseInt(form.Get("line_items[0][price_data][unit_amount]"), 10, 64)
	if err != nil || amount <= 0 || form.Get("mode") != "payment" || form.Get("success_url") == "" {
		return http.StatusBadRequest, failure("invalid_request_error", "parameter_missing", "Missing a parameter")
	}
	page := &session{id: s.id("cs_test"), reference: form.Get("client_reference_id"), status: "open", payment: "unpaid",
		currency: form.Get("line_items[0][price_data][currency]"), customer: form.Get("customer"), amount: amount,
		save: form.Get("payment_intent_data[setup_future_usage]") == "off_session", metadata: map[string]string{"reference": form.Get("payment_intent_data[metadata][reference]")}}
	s.sessions[page.id] = page
	return http.StatusOK, s.showSession(page)
}

func (s *Stripe) charge(form url.Values) (int, any) {
	amount, _ := strconv.ParseInt(form.Get("amount"), 10, 64)
	if amount <= 0 || form.Get("customer") == "" || form.Get("payment_method") == "" || form.Get("off_session") != "true" {
		return http.StatusBadRequest, failure("invalid_request_error", "parameter_missing", "Missing a parameter")
	}
	if s.declining {
		return http.StatusPaymentRequired, failure("card_error", "card_declined", "Your card was declined.")
	}
	i := &intent{id: s.id("pi"), currency: form.Get("currency"), customer: form.Get("customer"), method: form.Get("payment_method"), status: "succeeded",
		received: amount, asked: amount, metadata: map[string]string{"reference": form.Get("metadata[reference]")}}
	s.intents[i.id] = i
	s.tell("payment_intent.succeeded", s.showIntent(i))
	return http.StatusOK, s.showIntent(i)
}

func (s *Stripe) showSession(p *session) map[string]any {
	out := map[string]any{"id": p.id, "object": "checkout.session", "client_reference_id": p.reference, "status": p.status, "payment_status": p.payment,
		"amount_total": p.amount, "currency": p.currency, "expires_at": s.clock.Now().Unix() + 86400, "url": s.URL + "/pay/" + p.id}
	if p.intent != "" {
		out["payment_intent"] = p.intent
	}
	return out
}

// Fee is what this Stripe keeps of an amount.
func Fee(amount int64) int64 { return amount*29/1000 + 25 }

func (s *Stripe) showIntent(i *intent) map[string]any {
	out := map[string]any{"id": i.id, "object": "payment_intent", "status": i.status, "amount": i.asked, "amount_received": i.received, "currency": i.currency, "metadata": i.metadata,
		"latest_charge": map[string]any{"id": "ch_" + i.id, "object": "charge",
			"balance_transaction": map[string]any{"id": "txn_" + i.id, "object": "balance_transaction", "fee": Fee(i.received), "currency": i.currency}},
		"payment_method": map[string]any{"id": i.method, "object": "payment_method", "type": "card",
			"card": map[string]any{"brand": "visa", "last4": "4242", "exp_month": 12, "exp_year": 2030}}}
	if i.customer != "" {
		out["customer"] = i.customer
	}
	if i.save {
		out["setup_future_usage"] = "off_session"
	}
	return out
}

func showRefund(r refund) map[string]any {
	return map[string]any{"id": r.id, "object": "refund", "amount": r.amount, "status": r.status}
}

func listed(address string, list []any) map[string]any {
	return map[string]any{"object": "list", "url": address, "has_more": false, "data": list}
}

func failure(kind, code, message string) map[string]any {
	return map[string]any{"error": map[string]any{"type": kind, "code": code, "message": message}}
}

func answer(w http.ResponseWriter, status int, object any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(object)
}
