package fleet

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/fleet/internal/fleetdb"
)

// Imported is what an import has done, or would do.
type Imported struct {
	Lines int
	// Created objects; Bound trackers to objects that had none; Changed group or SIM number of known objects.
	Created, Bound, Changed, Unchanged int
	// Groups made on the way.
	Groups int
	// Unknown lists headings that mean nothing here; their columns were left aside.
	Unknown []string
	// Warnings are probable slips, by line.
	Warnings []Warning
}

// Import adds the objects of a table with their trackers and groups, all of them or, if anything is wrong, none:
// Invalid then carries every error, its field naming the line. Repeating it changes nothing: a line whose device stands
// for the object of that name is known. dryRun does it all and takes it back.
func (f *Fleet) Import(ctx context.Context, s db.Scope, r io.Reader, dryRun bool) (Imported, error) {
	if err := wholeSight(s); err != nil {
		return Imported{}, err
	}
	var w wrong
	t, err := readTable(r, &w)
	if err != nil {
		return Imported{}, err
	}
	result := Imported{Lines: len(t.lines), Unknown: t.unknown}
	err = f.db.InTenant(ctx, s, func(tx *db.Tx) error {
		i := importing{f: f, s: s, tx: tx, q: fleetdb.New(tx), w: &w, result: &result}
		if err := i.look(ctx); err != nil {
			return err
		}
		for _, line := range t.lines {
			i.plan(line)
		}
		if len(w.details) > 0 {
			return importErrors(w)
		}
		for _, step := range i.steps {
			if err := i.do(ctx, step); err != nil {
				return fmt.Errorf("line %d: %w", step.line, within(fmt.Sprintf("line %d: ", step.line), err))
			}
		}
		if dryRun {
			return db.ErrTried
		}
		return f.note(ctx, tx, s, "fleet.object.import", audit.Subject{Kind: "tenant", ID: s.Tenant()}, nil, audit.Fields{"lines": result.Lines, "created": result.Created, "bound": result.Bound, "changed": result.Changed})
	})
	if err != nil {
		return result, fmt.Errorf("import objects: %w", err)
	}
	return result, nil
}

func importErrors(w wrong) error {
	slices.SortStableFunc(w.details, func(a, b errs.Detail) int { return lineOf(a.Field) - lineOf(b.Field) })
	return &errs.Error{Code: errs.Invalid, Reason: w.reason, Details: w.details,
		Message: fmt.Sprintf("Nothing was imported: the table has %d errors.", len(w.details))}
}

func lineOf(field string) int {
	n := 0
	_, _ = fmt.Sscanf(field, "line %d", &n)
	return n
}

// importing is one import: what is there, what the lines ask for, and what is to be done.
type importing struct {
	f      *Fleet
	s      db.Scope
	tx     *db.Tx
	q      *fleetdb.Queries
	w      *wrong
	result *Imported

	objects map[string][]fleetdb.ObjectsForImportRow // by name key
	byID    map[uuid.UUID]fleetdb.ObjectsForImportRow
	claims  map[name]uuid.UUID   // which object a device stands for
	groups  map[string]uuid.UUID // by name key

	names   map[string]int // name keys of earlier lines
	devices map[name]int   // identities of earlier lines
	steps   []step

	// made is what the step done last has made or changed.
	made made
}

// made is what one step has made or changed.
type made struct {
	object  uuid.UUID
	created bool
	bound   bool
	group   *uuid.UUID // that was not there before
	was, is audit.Fields
}

// step is what one line comes down to.
type step struct {
	line   int
	object uuid.UUID // Nil: to be made
	title  string
	kind   string
	group  string
	plan   string       // empty: as it is
	spec   *TrackerSpec // to be bound; nil: none
	phone  *uuid.UUID   // tracker whose number is to be changed to newPhone
	number string
}

// look reads what is there, and keeps others from claiming devices or importing meanwhile.
func (i *importing) look(ctx context.Context) error {
	if err := i.q.LockClaims(ctx, claimsOf(i.s)); err != nil {
		return err
	}
	objects, err := i.q.ObjectsForImport(ctx)
	if err != nil {
		return err
	}
	claims, err := i.q.ClaimsForImport(ctx)
	if err != nil {
		return err
	}
	groups, err := i.q.ListGroups(ctx)
	if err != nil {
		return err
	}
	i.objects, i.byID = map[string][]fleetdb.ObjectsForImportRow{}, map[uuid.UUID]fleetdb.ObjectsForImportRow{}
	i.claims, i.groups = map[name]uuid.UUID{}, map[string]uuid.UUID{}
	i.names, i.devices = map[string]int{}, map[name]int{}
	for _, o := range objects {
		i.objects[o.NameKey] = append(i.objects[o.NameKey], o)
		i.byID[o.ID] = o
	}
	for _, c := range claims {
		i.claims[name{c.Namespace, c.Value}] = c.ObjectID
	}
	for _, g := range groups {
		i.groups[tenant.NameKey(g.Name)] = g.ID
	}
	return nil
}

// plan decides what a line comes down to, or notes all that is wrong with it.
func (i *importing) plan(line tableLine) {
	st, w := i.weigh(line)
	for _, d := range w.details {
		i.w.field(fmt.Sprintf("line %d: %s", line.number, d.Field), w.reason, d.Message)
	}
	if len(w.details) == 0 {
		i.steps = append(i.steps, st)
	}
}

// weigh decides what a line comes down to; w has all that is wrong with it.
func (i *importing) weigh(line tableLine) (st step, w wrong) {
	title := checkName(line.cells[colName], "name", &w)
	st = step{line: line.number, title: title, kind: checkKind(line.cells[colKind], &w), group: strings.Join(strings.Fields(line.cells[colGroup]), " "),
		plan: line.cells[colPlan]}
	if st.group != "" {
		st.group = checkName(st.group, "group", &w)
	}
	if utf8.RuneCountInString(st.plan) > 100 {
		w.field("plan", "long_plan", "The name of a plan has at most 100 letters.")
	}
	spec := i.spec(line, &w)
	key := tenant.NameKey(title)
	if first, twice := i.names[key]; twice && key != "" {
		w.field("name", "name_twice", fmt.Sprintf("Line %d names an object so too. Give each a name of its own.", first))
	} else {
		i.names[key] = line.number
	}
	var known *uuid.UUID // the object that the device stands for now
	if spec != nil && len(w.details) == 0 {
		known = i.device(line.number, *spec, &w)
	}
	if len(w.details) == 0 {
		i.match(&st, key, spec, known, &w)
	}
	return st, w
}

// device looks whose the device of a line is already.
func (i *importing) device(number int, spec TrackerSpec, w *wrong) (known *uuid.UUID) {
	for _, n := range i.f.names(spec.Protocol, spec.Identity, i.s.Realm()) {
		if first, twice := i.devices[n]; twice {
			w.field("identity", "identity_twice", fmt.Sprintf("Line %d has this tracker too. A tracker stands for one object.", first))
			return nil
		}
		i.devices[n] = number
		if object, is := i.claims[n]; is {
			known = &object
		}
	}
	return known
}

// match finds the object that a line is about.
func (i *importing) match(st *step, key string, spec *TrackerSpec, known *uuid.UUID, w *wrong) {
	same := i.objects[key]
	switch {
	case known != nil && i.byID[*known].NameKey != key:
		w.field("identity", "bound_to_another", fmt.Sprintf("This tracker is bound to %q. Rename that object, or mend the line.", i.byID[*known].Name))
	case known != nil:
		i.know(st, i.byID[*known], spec)
	case len(same) == 0:
		st.spec = spec
	case len(same) > 1:
		w.field("name", "ambiguous_name", fmt.Sprintf("%d objects are called so already. Rename them first.", len(same)))
	case spec == nil:
		i.know(st, same[0], nil)
	case same[0].TrackerID != nil:
		w.field("name", "has_another_tracker", fmt.Sprintf("There is an object of this name with the tracker %s. "+
			"Replace the tracker on the object's page, or give the line another name.", *same[0].Identity))
	default:
		st.object, st.spec = same[0].ID, spec
	}
}

// know notes what of a known object the line changes: its SIM number. Its group is seen to by do.
func (i *importing) know(st *step, o fleetdb.ObjectsForImportRow, spec *TrackerSpec) {
	st.object = o.ID
	if spec != nil && spec.Phone != "" && o.Phone != nil && *o.Phone != spec.Phone {
		st.phone, st.number = o.TrackerID, spec.Phone
	}
}

// scientific is what spreadsheets make of an IMEI.
var scientific = regexp.MustCompile(`^\d([.,]\d+)?[eE]\+?\d+$`)

// spec reads the tracker of a line; nil: it names none.
func (i *importing) spec(line tableLine, w *wrong) *TrackerSpec {
	spec := TrackerSpec{Identity: line.cells[colIdentity], Model: line.cells[colModel], Phone: line.cells[colPhone]}
	if spec.Identity == "" {
		for _, c := range []column{colProtocol, colPhone, colModel, colPassword} {
			if line.cells[c] != "" {
				w.field("identity", "no_identity", fmt.Sprintf("The line names a %s, but not the tracker's IMEI or identifier. Add it, or empty the %[1]s.", c))
				break
			}
		}
		return nil
	}
	if scientific.MatchString(spec.Identity) {
		w.field("identity", "scientific_number", "The spreadsheet has rounded this number. Format the column as text, type the IMEI again and save.")
		return nil
	}
	// What spreadsheets need to leave digits alone.
	spec.Identity = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(spec.Identity, "="), `"`), `"`)
	spec.Identity = strings.TrimPrefix(spec.Identity, "'")
	if password := line.cells[colPassword]; password != "" {
		spec.Password = &password
	}
	var ok bool
	if spec.Protocol, ok = i.f.protocolOf(line.cells[colProtocol]); !ok && spec.Protocol == "" {
		spec.Protocol = line.cells[colProtocol]
	}
	for _, warning := range i.f.check(&spec, "", w) {
		warning.Field = fmt.Sprintf("line %d: %s", line.number, warning.Field)
		i.result.Warnings = append(i.result.Warnings, warning)
	}
	return &spec
}

// aliases are what protocols are called elsewhere.
var aliases = map[string]string{"concox": "gt06", "jimi": "gt06", "gt06n": "gt06", "wialon": "wialon-ips", "traccarclient": "osmand", "traccar": "osmand"}

// protocolOf finds a protocol by its name or title, whatever the case and the dashes.
func (f *Fleet) protocolOf(text string) (string, bool) {
	bare := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, s)
	}
	wanted := bare(text)
	if protocol, is := aliases[wanted]; is {
		wanted = bare(protocol)
	}
	for _, p := range f.protocols {
		if wanted == bare(p.Name) || wanted == bare(p.Title) {
			return p.Name, true
		}
	}
	return "", false
}

// do carries out one line.
func (i *importing) do(ctx context.Context, st step) error {
	i.made = made{object: st.object}
	group, err := i.group(ctx, st.group)
	if err != nil {
		return err
	}
	if st.object == uuid.Nil {
		return i.create(ctx, st, group)
	}
	was, is := audit.Fields{}, audit.Fields{}
	o := i.byID[st.object]
	if group != nil && (o.GroupID == nil || *o.GroupID != *group) {
		was["group"], is["group"] = o.GroupID, group
		if _, err := i.q.UpdateObject(ctx, fleetdb.UpdateObjectParams{ID: st.object, SetGroup: true, GroupID: group}); err != nil {
			return err
		}
	}
	if st.plan != "" && st.plan != o.Plan {
		was["plan"], is["plan"] = o.Plan, st.plan
		if err := i.q.SetObjectPlan(ctx, fleetdb.SetObjectPlanParams{ID: st.object, Plan: st.plan}); err != nil {
			return err
		}
	}
	if st.phone != nil {
		was["phone"], is["phone"] = *o.Phone, st.number
		if err := i.q.SetTrackerPhone(ctx, fleetdb.SetTrackerPhoneParams{ID: *st.phone, Phone: st.number}); err != nil {
			return err
		}
	}
	i.made.was, i.made.is = was, is
	switch {
	case st.spec != nil:
		i.result.Bound++
		i.made.bound = true
		is["tracker"] = toldOfSpec(st.spec)
		return i.bind(ctx, st)
	case len(is) > 0:
		i.result.Changed++
	default:
		i.result.Unchanged++
	}
	return nil
}

// create adds the object of a line, with its tracker.
func (i *importing) create(ctx context.Context, st step, group *uuid.UUID) error {
	id, err := i.f.insert(ctx, i.tx, i.s, Creation{Name: st.title, Kind: st.kind, Group: group})
	if err != nil {
		return err
	}
	i.result.Created++
	i.made.object, i.made.created = id, true
	i.made.is = audit.Fields{"name": st.title, "kind": st.kind, "group": group, "plan": st.plan, "tracker": toldOfSpec(st.spec)}
	if st.plan != "" {
		if err := i.q.SetObjectPlan(ctx, fleetdb.SetObjectPlanParams{ID: id, Plan: st.plan}); err != nil {
			return err
		}
	}
	if st.spec == nil {
		return nil
	}
	i.made.bound = true
	st.object = id
	return i.f.attach(ctx, i.q, i.s, id, *st.spec, i.namesOf(st), i.f.now())
}

// toldOfSpec is what an entry says of a tracker that was described.
func toldOfSpec(spec *TrackerSpec) any {
	if spec == nil {
		return nil
	}
	return map[string]any{"protocol": spec.Protocol, "identity": spec.Identity, "model": spec.Model, "phone": spec.Phone}
}

// bind gives a known object, which has none, its tracker.
func (i *importing) bind(ctx context.Context, st step) error {
	if _, err := lockObjects(ctx, i.q, []uuid.UUID{st.object}); err != nil {
		return err
	}
	// Nobody else claims a device meanwhile (look), and no line has this one twice.
	return i.f.bindNew(ctx, i.q, i.s, st.object, *st.spec, i.namesOf(st), nil)
}

func (i *importing) namesOf(st step) []name {
	return i.f.names(st.spec.Protocol, st.spec.Identity, i.s.Realm())
}

func (i *importing) group(ctx context.Context, title string) (*uuid.UUID, error) {
	if title == "" {
		return nil, nil
	}
	key := tenant.NameKey(title)
	id, there := i.groups[key]
	if !there {
		var err error
		if id, err = i.f.insertGroup(ctx, i.q, i.s, title); err != nil {
			return nil, err
		}
		i.groups[key] = id
		i.result.Groups++
		i.made.group = &id
	}
	return &id, nil
}
