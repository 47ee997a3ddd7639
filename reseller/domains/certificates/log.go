package certificates

import (
	"context"
	"log/slog"
	"slices"

	"go.uber.org/zap/zapcore"
)

// toSlog is a core of certmagic's logger that writes to ours, one level down: that it obtains is news, that it tries is not.
type toSlog struct {
	handler slog.Handler
	fields  []zapcore.Field
}

func (toSlog) level(l zapcore.Level) slog.Level {
	switch {
	case l >= zapcore.WarnLevel:
		return slog.LevelWarn // an order that fails is told of by whoever asked for it
	case l == zapcore.InfoLevel:
		return slog.LevelDebug
	}
	return slog.LevelDebug - 4
}

// Enabled implements zapcore.Core.
func (t toSlog) Enabled(l zapcore.Level) bool {
	return t.handler.Enabled(context.Background(), t.level(l))
}

// With implements zapcore.Core.
func (t toSlog) With(fields []zapcore.Field) zapcore.Core {
	return toSlog{t.handler, append(slices.Clip(t.fields), fields...)}
}

// Check implements zapcore.Core.
func (t toSlog) Check(e zapcore.Entry, checked *zapcore.CheckedEntry) *zapcore.CheckedEntry {
	if t.Enabled(e.Level) {
		return checked.AddCore(e, t)
	}
	return checked
}

// Write implements zapcore.Core.
func (t toSlog) Write(e zapcore.Entry, fields []zapcore.Field) error {
	encoder := zapcore.NewMapObjectEncoder()
	for _, f := range append(slices.Clip(t.fields), fields...) {
		f.AddTo(encoder)
	}
	record := slog.NewRecord(e.Time, t.level(e.Level), "certificates: "+e.Message, 0)
	for name, value := range encoder.Fields {
		record.AddAttrs(slog.Any(name, value))
	}
	return t.handler.Handle(context.Background(), record)
}

// Sync implements zapcore.Core.
func (toSlog) Sync() error { return nil }
