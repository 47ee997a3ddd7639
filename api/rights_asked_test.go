package api_test

import (
	"net/http"
	"slices"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
)

// asked is a random request, with what the model says of it.
type asked struct {
	by    *shown // nil: nobody
	host  string
	route door.Route
	path  string
	body  map[string]any

	status int
	// listed are the ids that the answer's items must have, in any order; nil: not compared.
	listed []uuid.UUID
	// unsure: it would be done, but the model does not say what becomes of it, so it is not asked.
	unsure bool
	// done is what has changed once it was answered as expected.
	done func(answer map[string]any)
}

// things are what a request names, of whichever tenant.
type things struct {
	object     *mObject
	group      *mGroup
	person     *mPerson
	role       *mRole
	invitation *mInvitation
	shown      *shown
}

// thingsOf picks one of each kind of a tenant; what it has none of is a stranger's that is not there at all.
func (g *grove) thingsOf(t *mTenant) things {
	th := things{object: &mObject{id: uuid.New()}, group: &mGroup{id: uuid.New()}, person: &mPerson{id: uuid.New(), removed: true, tenant: t},
		role: &mRole{id: uuid.New(), gone: true}, invitation: &mInvitation{id: uuid.New()}, shown: &shown{id: uuid.New(), ended: true}}
	if len(t.objects) > 0 {
		th.object = pick(g.r, "object", t.objects)
	}
	if len(t.groups) > 0 {
		th.group = pick(g.r, "group", t.groups)
	}
	th.person = pick(g.r, "person", t.people)
	th.role = pick(g.r, "a role", t.roles)
	if len(t.invitations) > 0 {
		th.invitation = pick(g.r, "invitation", t.invitations)
	}
	if len(th.person.shown) > 0 {
		th.shown = pick(g.r, "session or key", th.person.shown)
	}
	return th
}

// reads are what the model says of reading, for somebody whom the guard let through.
func (g *grove) reads(q *asked, th things) {
	me, home := q.by.by, q.by.by.tenant
	objects := func(list []*mObject) []uuid.UUID {
		ids := []uuid.UUID{}
		for _, o := range list {
			if me.sees(o) {
				ids = append(ids, o.id)
			}
		}
		return ids
	}
	q.status = http.StatusOK
	switch q.route.ID {
	case "list-objects", "list-states":
		q.listed = objects(home.objects)
	case "list-groups":
		q.listed = []uuid.UUID{}
		for _, group := range home.groups {
			if me.knows(group) {
				q.listed = append(q.listed, group.id)
			}
		}
	case "list-people":
		q.listed = []uuid.UUID{}
		for _, p := range home.people {
			if !p.removed {
				q.listed = append(q.listed, p.id)
			}
		}
	case "list-invitations":
		q.listed = []uuid.UUID{}
		for _, i := range home.invitations {
			if i.open {
				q.listed = append(q.listed, i.id)
			}
		}
	case "list-keys", "list-sessions":
		q.listed = []uuid.UUID{}
		for _, s := range me.shown {
			if !s.ended && (s.key != nil) == (q.route.ID == "list-keys") {
				q.listed = append(q.listed, s.id)
			}
		}
	case "list-children", "list-customers", "list-tenants":
		q.listed = []uuid.UUID{}
		for _, t := range g.tenants {
			if t.below(home) && (q.route.ID != "list-children" || t.up == home) {
				q.listed = append(q.listed, t.id)
			}
		}
	case "list-customers-objects":
		q.listed = []uuid.UUID{}
		if me.seesAll { // who sees some has those in the list of their own objects
			q.listed = objects(home.objects)
		}
		for _, t := range g.tenants {
			for _, o := range t.objects {
				if t.below(home) && !o.gone {
					q.listed = append(q.listed, o.id)
				}
			}
		}
	case "get-object", "get-track", "get-day", "list-bindings", "get-contact":
		if !me.sees(th.object) {
			q.status = http.StatusNotFound
		} else if q.route.ID == "get-contact" { // there is no tracker that could have been heard
			q.unsure = true
		}
	case "get-person":
		if th.person.removed || th.person.tenant != home {
			q.status = http.StatusNotFound
		}
	case "list-persons-sessions":
		switch {
		case th.person.removed || th.person.tenant != home:
			q.status = http.StatusNotFound
		case !q.by.outranks(th.person):
			q.status = http.StatusForbidden
		}
	case "watch-live":
		q.status = http.StatusUpgradeRequired // it was let through
	case "list-roles", "list-protocols", "get-session", "get-profile", "get-ownership-offer":
	default:
		q.unsure = true
	}
}

// expect fills in what the model says of a request.
func (g *grove) expect(q *asked, th things) {
	onPlatform := q.host == g.tenants[0].host
	if q.status = refused(q.by, q.host, onPlatform, q.route); q.status != 0 {
		return
	}
	if q.route.Method == http.MethodGet {
		g.reads(q, th)
		return
	}
	g.writesFleet(q, th)
	if q.unsure {
		q.unsure = false
		g.writesPeople(q, th)
	}
}

// writesFleet is what the model says of changing objects and groups.
func (g *grove) writesFleet(q *asked, th things) {
	me, home := q.by.by, q.by.by.tenant
	seen := func() bool {
		if !me.sees(th.object) {
			q.status = http.StatusNotFound
		}
		return q.status == 0
	}
	whole := func() bool {
		if !me.seesAll {
			q.status = http.StatusForbidden
		}
		return q.status == 0
	}
	knows := func() bool {
		if !me.knows(th.group) {
			q.status = http.StatusNotFound
		}
		return q.status == 0
	}
	switch q.route.ID {
	case "create-object":
		q.body = map[string]any{"name": g.name("object")}
		if whole() {
			q.status = http.StatusCreated
			q.done = func(answer map[string]any) { home.objects = append(home.objects, &mObject{id: idIn(answer)}) }
		}
	case "change-object":
		q.body = map[string]any{"group": th.group.id}
		if whole() && seen() {
			if q.status = http.StatusUnprocessableEntity; me.knows(th.group) {
				q.status, q.done = http.StatusOK, func(map[string]any) { th.object.group = th.group }
			}
		}
	case "delete-object":
		if seen() {
			q.status, q.done = http.StatusNoContent, func(map[string]any) { th.object.gone = true }
		}
	case "block-object":
		q.body = map[string]any{"keep_data": true}
		if seen() {
			q.status, q.done = http.StatusOK, func(map[string]any) { th.object.blocked = true }
			if th.object.blocked {
				q.status, q.done = http.StatusConflict, nil
			}
		}
	case "unblock-object":
		if seen() {
			q.status, q.done = http.StatusNoContent, func(map[string]any) { th.object.blocked = false }
			if !th.object.blocked {
				q.status, q.done = http.StatusConflict, nil
			}
		}
	case "bind-tracker", "unbind-tracker":
		if seen() {
			q.unsure = true
			q.route.ID = "not asked"
		}
	case "create-group":
		q.body = map[string]any{"name": g.name("group")}
		if whole() {
			q.status = http.StatusCreated
			q.done = func(answer map[string]any) { home.groups = append(home.groups, &mGroup{id: idIn(answer)}) }
		}
	case "rename-group":
		q.body = map[string]any{"name": g.name("group")}
		if whole() && knows() {
			q.status = http.StatusNoContent
		}
	case "delete-group":
		if whole() && knows() {
			q.status, q.done = http.StatusNoContent, func(map[string]any) { g.dropGroup(home, th.group) }
		}
	default:
		q.unsure = true
	}
}

// dropGroup takes a group away: its objects stay, and are seen by nobody through it any more.
func (g *grove) dropGroup(t *mTenant, group *mGroup) {
	group.gone = true
	for _, o := range t.objects {
		if o.group == group {
			o.group = nil
		}
	}
}

// writesPeople is what the model says of changing people, roles, invitations, keys and sessions.
func (g *grove) writesPeople(q *asked, th things) {
	me, home := q.by.by, q.by.by.tenant
	mine := func() bool { // somebody of one's own tenant whom one may change
		switch {
		case th.person.removed || th.person.tenant != home:
			q.status = http.StatusNotFound
		case !q.by.outranks(th.person):
			q.status = http.StatusForbidden
		}
		return q.status == 0
	}
	notOneself := func() bool {
		if th.person.role == "owner" || th.person == me {
			q.status = http.StatusConflict
		}
		return q.status == 0
	}
	ends := func(status int, done func()) { q.status, q.done = status, func(map[string]any) { done() } }
	switch q.route.ID {
	case "change-person":
		if rapidBool(g.r, "blocks instead") {
			block := rapidBool(g.r, "blocks")
			q.body = map[string]any{"blocked": block}
			if mine() && notOneself() {
				ends(http.StatusOK, func() {
					if th.person.blocked = block; block {
						th.person.endSessions(nil)
					}
				})
			}
			return
		}
		grant := g.grantWithin(g.somewhere(home))
		q.body = map[string]any{"grant": grantBody(grant)}
		if mine() && notOneself() {
			if q.status = q.by.gives(grant); q.status == 0 {
				ends(http.StatusOK, func() { th.person.take(grant) })
			}
		}
	case "remove-person":
		if mine() && notOneself() {
			ends(http.StatusNoContent, func() { th.person.removed = true })
		}
	case "end-persons-sessions":
		if mine() {
			ends(http.StatusNoContent, func() { th.person.endSessions(nil) })
		}
	case "end-persons-session":
		if mine() {
			if q.status = http.StatusNotFound; th.shown.by == th.person && th.shown.key == nil && !th.shown.ended {
				ends(http.StatusNoContent, func() { th.shown.ended = true })
			}
		}
	case "invite":
		grant := g.grantWithin(g.somewhere(home))
		q.body = grantBody(grant)
		if q.status = q.by.gives(grant); q.status == 0 {
			q.status = http.StatusCreated
			q.done = func(answer map[string]any) {
				home.invitations = append(home.invitations, &mInvitation{id: idIn(answer), role: grant.own, open: true})
			}
		}
	case "revoke-invitation":
		if q.status = http.StatusNotFound; slices.Contains(home.invitations, th.invitation) && th.invitation.open {
			ends(http.StatusNoContent, func() { th.invitation.open = false })
		}
	case "end-session":
		if q.status = http.StatusNotFound; th.shown.by == me && th.shown.key == nil && !th.shown.ended {
			ends(http.StatusNoContent, func() { th.shown.ended = true })
		}
	case "end-other-sessions":
		ends(http.StatusNoContent, func() { me.endSessions(q.by) })
	case "change-profile":
		q.body, q.status = map[string]any{"name": "another"}, http.StatusOK
	case "make-key":
		bundles := g.bundles("bundles of a key", inKeys())
		q.body = map[string]any{"name": g.name("key"), "bundles": bundles, "expires_at": soon()}
		if q.status = http.StatusForbidden; covers(q.by.bundles(), bundles) {
			q.status = http.StatusCreated
			q.done = func(answer map[string]any) {
				me.shown = append(me.shown, &shown{by: me, id: idIn(answer), token: answer["secret"].(string), key: bundles})
			}
		}
	case "revoke-key":
		if q.status = http.StatusNotFound; th.shown.by == me && th.shown.key != nil && !th.shown.ended {
			ends(http.StatusNoContent, func() { th.shown.ended = true })
		}
	default:
		g.writesRoles(q, th)
	}
}

// writesRoles is what the model says of a tenant's own roles.
func (g *grove) writesRoles(q *asked, th things) {
	home := q.by.by.tenant
	there := slices.Contains(home.roles, th.role) && !th.role.gone
	holders := slices.DeleteFunc(slices.Clone(home.people), func(p *mPerson) bool { return p.removed || p.own != th.role })
	invited := slices.ContainsFunc(home.invitations, func(i *mInvitation) bool { return i.open && i.role == th.role })
	switch q.route.ID {
	case "make-role":
		bundles := g.bundles("bundles of a role", inRoles())
		q.body = map[string]any{"name": g.name("role"), "bundles": bundles}
		if q.status = http.StatusForbidden; covers(q.by.bundles(), bundles) {
			q.status = http.StatusCreated
			q.done = func(answer map[string]any) {
				home.roles = append(home.roles, &mRole{id: idIn(answer), bundles: append([]string{"self"}, bundles...)})
			}
		}
	case "change-role":
		bundles := g.bundles("bundles of a role", inRoles())
		q.body = map[string]any{"name": g.name("role"), "bundles": bundles}
		above := func(p *mPerson) bool { return !q.by.outranks(p) }
		switch {
		case !there:
			q.status = http.StatusNotFound
		case q.by.by.own == th.role:
			q.status = http.StatusConflict
		case !covers(q.by.bundles(), th.role.bundles), !covers(q.by.bundles(), bundles),
			!q.by.by.seesAll && (invited || slices.ContainsFunc(holders, above)):
			q.status = http.StatusForbidden
		default:
			q.status = http.StatusNoContent
			q.done = func(map[string]any) {
				th.role.bundles = append([]string{"self"}, bundles...)
				for _, p := range holders {
					p.rightsChanged()
				}
			}
		}
	case "delete-role":
		switch {
		case !there:
			q.status = http.StatusNotFound
		case !covers(q.by.bundles(), th.role.bundles):
			q.status = http.StatusForbidden
		case invited || len(holders) > 0:
			q.status = http.StatusConflict
		default:
			q.status, q.done = http.StatusNoContent, func(map[string]any) { th.role.gone = true }
		}
	default:
		q.unsure = true
	}
}

// somewhere is mostly one's own tenant.
func (g *grove) somewhere(home *mTenant) *mTenant {
	return pick(g.r, "of", []*mTenant{home, home, home, pick(g.r, "other tenant", g.tenants)})
}

func grantBody(m mGrant) map[string]any {
	grant := toGrant(m)
	body := map[string]any{"role": m.role, "sees_all": m.seesAll}
	if m.own != nil {
		body["role_id"] = grant.RoleID
	}
	if len(grant.Objects) > 0 {
		body["objects"] = grant.Objects
	}
	if len(grant.Groups) > 0 {
		body["groups"] = grant.Groups
	}
	return body
}
