package db

import "context"

type lateKey struct{}

// CommitLate marks a context whose transactions do not wait until what they wrote lies on the disk. If the database ends without being stopped, the last of
// them, of the second before or so, may never have been: in their order and each as a whole, so that what is left is as it was a moment earlier. It is for what
// nobody has been told of and whoever wants it makes again, as the demo's past; never for what somebody did, least of all for a payment. A transaction without
// the mark that commits after them brings them to the disk together with itself.
func CommitLate(ctx context.Context) context.Context { return context.WithValue(ctx, lateKey{}, true) }

func commitsLate(ctx context.Context) bool {
	late, _ := ctx.Value(lateKey{}).(bool)
	return late
}
