package db

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Tx is a transaction bound to a scope. It begins with its first statement: begin, settings and statement go out in
// one round trip. It is used by one goroutine at a time and is worth nothing once the function it was given to returns.
type Tx struct {
	conn  *pgxpool.Conn
	begin func(*pgx.Batch)
	begun bool
	// single: its first statement is its last (DB.ReadInTenant)
	single bool
	after  []func()
}

// ErrTried is what a transaction's function answers that was only to be tried: what it did is undone, and nothing has failed.
var ErrTried = errors.New("db: only tried")

// errSecond is a fault of the caller's: it reads more than once.
var errSecond = errors.New("db: ReadInTenant is for one statement; take InTenant for several")

// AfterCommit has fn called once the transaction is committed; never if it is not.
func (t *Tx) AfterCommit(fn func()) { t.after = append(t.after, fn) }

// Exec runs a statement that returns no rows.
func (t *Tx) Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error) {
	if t.begun {
		if t.single {
			return pgconn.CommandTag{}, errSecond
		}
		return t.conn.Exec(ctx, sql, args...)
	}
	br, err := t.first(ctx, sql, args)
	if err != nil {
		return pgconn.CommandTag{}, err
	}
	tag, err := br.Exec()
	return tag, errors.Join(err, closeBatch(br, err))
}

// Query runs a statement that returns rows; they must be closed or read to the end before the next statement.
func (t *Tx) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	if t.begun {
		if t.single {
			return nil, errSecond
		}
		return t.conn.Query(ctx, sql, args...)
	}
	br, err := t.first(ctx, sql, args)
	if err != nil {
		return nil, err
	}
	rows, err := br.Query()
	if err != nil {
		return nil, errors.Join(err, closeBatch(br, err))
	}
	return &firstRows{Rows: rows, br: br}, nil
}

// QueryRow runs a statement that returns one row.
func (t *Tx) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row {
	rows, err := t.Query(ctx, sql, args...)
	return row{rows, err}
}

// SendBatch sends several statements in one round trip; the results must be closed before the next statement.
func (t *Tx) SendBatch(ctx context.Context, b *pgx.Batch) (pgx.BatchResults, error) {
	if err := t.ensure(ctx); err != nil {
		return nil, err
	}
	return t.conn.SendBatch(ctx, b), nil
}

// Enter goes on as another tenant within a transaction of InTenant: from now on it sees and writes that tenant's rows, and no
// other's. For use cases over several tenants whose parts must be there together or not at all (decision 0014); the scope was
// checked by whoever made it, as for InTenant.
func (t *Tx) Enter(ctx context.Context, s Scope) error {
	_, err := t.Exec(ctx, scopeSettings, s.tenant.String(), s.lineage, s.viewerSetting())
	return err
}

// CopyFrom copies rows into a table; only into temporary ones where row-level security holds.
func (t *Tx) CopyFrom(ctx context.Context, table pgx.Identifier, columns []string, src pgx.CopyFromSource) (int64, error) {
	if err := t.ensure(ctx); err != nil {
		return 0, err
	}
	return t.conn.CopyFrom(ctx, table, columns, src)
}

// CopyBinary feeds a COPY … FROM STDIN (FORMAT binary) statement with rows that are in PostgreSQL's binary form already.
func (t *Tx) CopyBinary(ctx context.Context, sql string, rows io.Reader) (int64, error) {
	if err := t.ensure(ctx); err != nil {
		return 0, err
	}
	tag, err := t.conn.Conn().PgConn().CopyFrom(ctx, rows, sql)
	return tag.RowsAffected(), err
}

func (t *Tx) ensure(ctx context.Context) error {
	if t.single {
		return errSecond
	}
	if t.begun {
		return nil
	}
	_, err := t.Exec(ctx, "select")
	return err
}

func (t *Tx) first(ctx context.Context, sql string, args []any) (pgx.BatchResults, error) {
	t.begun = true
	b := &pgx.Batch{}
	t.begin(b)
	n := b.Len()
	b.Queue(sql, args...)
	br := t.conn.SendBatch(ctx, b)
	for range n {
		if _, err := br.Exec(); err != nil {
			return nil, errors.Join(fmt.Errorf("begin: %w", err), closeBatch(br, err))
		}
	}
	return br, nil
}

// closeBatch closes the results and reports what closing found, unless that is only the echo of err.
func closeBatch(br pgx.BatchResults, err error) error {
	if cerr := br.Close(); err == nil {
		return cerr
	}
	return nil
}

func run(ctx context.Context, pool *pgxpool.Pool, fn func(*Tx) error, tx *Tx) (err error) {
	conn, err := pool.Acquire(ctx)
	if err != nil {
		return mapError(fmt.Errorf("acquire a connection: %w", err))
	}
	tx.conn = conn
	if commitsLate(ctx) && !tx.single {
		begin := tx.begin
		tx.begin = func(b *pgx.Batch) {
			begin(b)
			b.Queue("set local synchronous_commit = off")
		}
	}
	defer func() {
		// Also on a panic of fn: what is not committed is rolled back before the connection is given back.
		if tx.begun && conn.Conn().PgConn().TxStatus() != 'I' {
			if _, rerr := conn.Exec(context.WithoutCancel(ctx), "rollback"); rerr != nil {
				_ = conn.Conn().Close(context.WithoutCancel(ctx))
			}
		}
		conn.Release()
	}()
	if err := fn(tx); errors.Is(err, ErrTried) {
		return nil
	} else if err != nil {
		return mapError(err)
	}
	if tx.begun && !tx.single {
		tag, err := conn.Exec(ctx, "commit")
		if err != nil {
			return mapError(fmt.Errorf("commit: %w", err))
		}
		// A transaction in which a statement failed answers COMMIT with ROLLBACK, without an error.
		if tag.String() == "ROLLBACK" {
			return mapError(errors.New("commit: the transaction had failed and was rolled back"))
		}
	}
	for _, f := range tx.after {
		f()
	}
	return nil
}

// firstRows are the rows of the statement that also began the transaction: closing them closes the batch, so that
// the connection is free for the next statement.
type firstRows struct {
	pgx.Rows
	br     pgx.BatchResults
	closed bool
	err    error
}

func (r *firstRows) Next() bool {
	if r.Rows.Next() {
		return true
	}
	r.Close()
	return false
}

func (r *firstRows) Close() {
	if r.closed {
		return
	}
	r.closed = true
	r.Rows.Close()
	r.err = closeBatch(r.br, r.Rows.Err())
}

func (r *firstRows) Err() error {
	if err := r.Rows.Err(); err != nil {
		return err
	}
	return r.err
}

type row struct {
	rows pgx.Rows
	err  error
}

func (r row) Scan(dest ...any) error {
	if r.err != nil {
		return r.err
	}
	defer r.rows.Close()
	if !r.rows.Next() {
		if err := r.rows.Err(); err != nil {
			return err
		}
		return pgx.ErrNoRows
	}
	if err := r.rows.Scan(dest...); err != nil {
		return err
	}
	r.rows.Close()
	return r.rows.Err()
}
