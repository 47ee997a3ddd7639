package start_test

import (
	"testing"

	"go.uber.org/goleak"

	"github.com/liveryhq/livery/internal/testdb"
)

func TestMain(m *testing.M) { testdb.Main(m, goleak.IgnoreCurrent()) }
