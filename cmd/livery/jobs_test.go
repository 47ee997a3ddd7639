package main

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestStaffAreToldHowEachJobWentTheLastTime(t *testing.T) {
	t.Parallel()
	var book workBook
	require.NotNil(t, book.all(), "an empty list is a list")
	book.knows([]job{{id: "trash", wait: time.Hour}, {id: "renewal", wait: time.Minute}})
	book.begins("renewal")
	require.True(t, book.all()[1].Running)
	require.Nil(t, book.all()[0].BegunAt, "it has not begun yet")

	book.ended("renewal", 7, nil)
	book.begins("renewal")
	book.ended("renewal", 0, errors.New("the database is away"))
	renewal := book.all()[1]
	require.False(t, renewal.Running)
	require.EqualValues(t, 2, renewal.Runs)
	require.EqualValues(t, 1, renewal.Failures)
	require.Equal(t, "the database is away", renewal.Problem)
	require.EqualValues(t, 7, renewal.Did, "what it did last stands until it does something again")

	book.begins("renewal")
	book.ended("renewal", 0, nil)
	require.Empty(t, book.all()[1].Problem, "it goes well again")
	require.EqualValues(t, 1, book.all()[1].Failures)
}
