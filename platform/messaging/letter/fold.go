package letter

import (
	"regexp"
	"strings"
)

// What stands above a quotation, in the languages of the house and in those of the programs that people write with.
var (
	introduces = regexp.MustCompile(`(?i)^(on .{4,200} wrote:|.{4,200} (пишет|писал|писала|написал|написала|написал\(а\)) ?:|el .{4,200} escribió:|em .{4,200} escreveu:|le .{4,200} a écrit ?:|am .{4,200} schrieb .{1,100}:|\d{1,4}[./-]\d{1,2}[./-]\d{2,4}.{0,200}[:<].{0,120}:|(пн|вт|ср|чт|пт|сб|вс|[а-я]{5,12}), .{4,120}<[^<>]{3,120}>:)$`)
	opens      = regexp.MustCompile(`(?i)^(on|el|em|le|am|пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|\d{1,2}[ ./-]).{3,160}$`)
	original   = regexp.MustCompile(`(?i)^[-_ ]{2,}\s*(original message|forwarded message|исходное сообщение|пересылаемое сообщение|mensaje original|mensagem original|message d'origine|message transféré|ursprüngliche nachricht)\s*[-_ ]{2,}$`)
	outlook    = regexp.MustCompile(`(?i)^\*?(from|от|от кого|de|von) ?:\*? .{3,}$`)
	outlook2   = regexp.MustCompile(`(?i)^\*?(sent|date|отправлено|дата|enviado|enviada em|envoyé|gesendet) ?:\*? .{3,}$`)
)

const (
	longestLine = 500
	// maxLooks is how often the rest of a letter is looked through.
	maxLooks = 50
)

// Above is the line above which people are asked to write, so that what they had before them is cut off surely.
const Above = "##- "

// fold parts what was written from what was quoted below it, and from a signature. Where answers stand between the
// quoted lines everything stays: they would make no sense alone.
func (l *Letter) fold() {
	l.Text = strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(l.Text, "\r\n", "\n"), "\r", "\n"))
	if l.Kind == Bounce || l.Text == "" {
		return
	}
	lines := strings.Split(l.Text, "\n")
	at := quotation(lines)
	if at >= 0 {
		written := strings.TrimSpace(strings.Join(lines[:at], "\n"))
		// A forwarded letter with no word above it is the letter.
		if written != "" {
			l.Quoted = strings.TrimSpace(strings.Join(lines[at:], "\n"))
			lines = lines[:at]
			l.Text = written
		}
	}
	for i, line := range lines {
		if strings.TrimRight(line, "\r") == "-- " && len(lines)-i < 20 && strings.TrimSpace(strings.Join(lines[:i], "")) != "" {
			l.Text, l.Signature = strings.TrimSpace(strings.Join(lines[:i], "\n")), strings.TrimSpace(strings.Join(lines[i+1:], "\n"))
			return
		}
	}
}

// quotation finds the line where what is quoted begins; -1: nothing is, or not at the end.
func quotation(lines []string) int {
	looks := 0
	below := func(is func([]string) bool, lines []string) bool {
		looks++
		return looks <= maxLooks && is(lines)
	}
	for i, line := range lines {
		if len(line) > longestLine {
			continue // no program writes so above a quotation, and to look for what it would write takes long
		}
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, Above), original.MatchString(line):
			return i
		case introduces.MatchString(line) && below(quotedBelow, lines[i+1:]):
			return i
		case opens.MatchString(line) && i+1 < len(lines) && len(lines[i+1]) <= longestLine && introduces.MatchString(line+" "+strings.TrimSpace(lines[i+1])) && below(quotedBelow, lines[i+2:]):
			return i // the program broke the line
		case outlook.MatchString(line) && i+1 < len(lines) && (dated(lines[i+1]) || i+2 < len(lines) && dated(lines[i+2])):
			return i
		case strings.HasPrefix(line, ">") && below(quotedToEnd, lines[i:]):
			return i
		}
	}
	return -1
}

// quotedBelow tells that what follows is a quotation without answers between: marked to its end, or not marked at all.
func quotedBelow(lines []string) bool {
	marked := false
	for _, line := range lines {
		if strings.HasPrefix(strings.TrimSpace(line), ">") {
			marked = true
			break
		}
	}
	return !marked || quotedToEnd(lines)
}

// quotedToEnd allows for a signature, and for lines that a program broke.
func quotedToEnd(lines []string) bool {
	plain := 0
	for _, line := range lines {
		line = strings.TrimSpace(line)
		switch {
		case line == "--":
			return true
		case line == "" || strings.HasPrefix(line, ">"):
		default:
			plain++
		}
	}
	return plain*10 <= len(lines) && plain <= 2
}

func dated(line string) bool {
	return len(line) <= longestLine && outlook2.MatchString(strings.TrimSpace(line))
}
