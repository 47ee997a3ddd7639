package reseller_test

import (
	"testing"

	"github.com/liveryhq/livery/internal/testdb"
)

func TestMain(m *testing.M) { testdb.Main(m) }
