package testdb

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
)

// Mould is a migrated database that is filled once, by whichever test of the process asks for it first. Each test gets a copy of its own: to
// copy a world takes a tenth of a second, to make it may take seconds. The zero value is ready.
type Mould struct {
	mu   sync.Mutex
	name string
}

// URL makes a database that exists for this test only, a copy of what fill put into the one whose address it is given, and returns its address
// for the superuser. What fill opens it must close.
func (m *Mould) URL(t testing.TB, fill func(url string)) string {
	t.Helper()
	mould := m.filled(t, fill)
	return create(t, func(ctx context.Context, s *server, name string) error { return s.clone(ctx, mould, name) })
}

// filled returns the mould's name once it is whole. A test that fails on the way leaves the filling to the next one.
func (m *Mould) filled(t testing.TB, fill func(url string)) string {
	t.Helper()
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.name != "" {
		return m.name
	}
	s, name, url := emptyMould(t)
	fill(url)
	// Nobody may connect: a copy is refused while somebody is connected.
	if err := s.execute(t.Context(), "alter database "+quoted(name)+" with allow_connections false"); err != nil {
		t.Fatalf("testdb: closing the mould: %v", err)
	}
	m.name = name
	return name
}

// emptyMould makes a database that is removed when the tests of the process have ended.
func emptyMould(t testing.TB) (s *server, name, url string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	s, err := theServer(ctx)
	if err != nil {
		t.Fatalf("testdb: %v", err)
	}
	template, err := s.template(ctx)
	if err != nil {
		t.Fatalf("testdb: %v", err)
	}
	name = "livery_mould_" + randomName()
	s.making.Lock()
	s.moulds = append(s.moulds, name)
	s.making.Unlock()
	if err := s.clone(ctx, template, name); err != nil {
		t.Fatalf("testdb: making a mould: %v", err)
	}
	if url, err = s.database(name); err != nil {
		t.Fatalf("testdb: %v", err)
	}
	return s, name, url
}

// dropMoulds removes the databases that the tests of the process had copies of.
func (s *server) dropMoulds() error {
	s.making.Lock()
	moulds := slices.Clone(s.moulds)
	s.making.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var failed error
	for _, name := range moulds {
		if err := s.drop(ctx, name); err != nil {
			failed = errors.Join(failed, fmt.Errorf("removing a mould: %w", err))
		}
	}
	return failed
}
