using System.Globalization;
using System.Text;

namespace HtmIt.Testing.Terminals;

/// <summary>What a person sees: rows of characters, as the common terminals draw them from what programs write. Colours are left out; what has
/// scrolled away is kept.</summary>
public sealed class TerminalScreen
{
    private const char Escape = '\e';

    private readonly List<Row> _scrolled = [];
    private readonly StringBuilder _sequence = new();
    private List<Row> _rows = [];
    private List<Row>? _underneath;
    private int _columns;
    private int _height;
    private (int Row, int Column) _cursor;
    private (int Row, int Column) _saved;

    internal TerminalScreen(int columns, int rows) => Resize(columns, rows);

    /// <summary>Whether the cursor is shown, as programs have to leave it.</summary>
    public bool IsCursorVisible { get; private set; } = true;

    /// <summary>Whether the screen is the one of full-screen programs, under which the shell's lies.</summary>
    public bool IsAlternate => _underneath is not null;

    /// <summary>The rows as they are on the screen, without blanks at their ends.</summary>
    public IReadOnlyList<string> Rows => [.. _rows.Select(row => row.Text.ToString().TrimEnd())];

    /// <summary>All that was shown and not drawn over, also what has scrolled away; a line that went on in the next row is one line.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            foreach (var row in _scrolled.Concat(_rows))
            {
                if (row.GoesOn)
                {
                    text.Append(row.Text);
                }
                else
                {
                    text.Append(row.Text.ToString().TrimEnd()).Append('\n');
                }
            }

            return text.ToString().TrimEnd();
        }
    }

    internal void Resize(int columns, int rows)
    {
        (_columns, _height) = (columns, rows);
        while (_rows.Count > rows)
        {
            _scrolled.Add(_rows[0]);
            _rows.RemoveAt(0);
        }

        Fill();
        _cursor = (Math.Min(_cursor.Row, rows - 1), Math.Min(_cursor.Column, columns));
    }

    /// <summary>Draws text. Answers what the terminal says to that: where the cursor is, when it was asked.</summary>
    internal string Draw(string text)
    {
        var answer = new StringBuilder();
        foreach (var character in text)
        {
            if (_sequence.Length > 0 || character == Escape)
            {
                _sequence.Append(character);
                if (IsWhole(_sequence))
                {
                    answer.Append(Obey(_sequence.ToString()));
                    _sequence.Clear();
                }
            }
            else
            {
                Put(character);
            }
        }

        return answer.ToString();
    }

    private static bool IsWhole(StringBuilder sequence)
    {
        if (sequence.Length < 2)
        {
            return false;
        }

        var last = sequence[^1];
        return sequence[1] switch
        {
            '[' => sequence.Length > 2 && last is >= '@' and <= '~',
            ']' => last == '\a' || (last == '\\' && sequence[^2] == Escape),
            '(' or ')' or '#' => sequence.Length == 3,
            _ => true,
        };
    }

    private void Put(char character)
    {
        switch (character)
        {
            case '\r':
                _cursor.Column = 0;
                break;
            case '\n':
                NextRow();
                break;
            case '\b':
                _cursor.Column = Math.Max(0, Math.Min(_cursor.Column, _columns - 1) - 1);
                break;
            case '\t':
                _cursor.Column = Math.Min(_columns - 1, (_cursor.Column / 8 + 1) * 8);
                break;
            case >= ' ':
                if (_cursor.Column >= _columns)
                {
                    _rows[_cursor.Row].GoesOn = true;
                    _cursor.Column = 0;
                    NextRow();
                }

                var text = _rows[_cursor.Row].Text;
                text.Append(' ', Math.Max(0, _cursor.Column + 1 - text.Length))[_cursor.Column++] = character;
                break;
        }
    }

    private void NextRow()
    {
        if (_cursor.Row < _height - 1)
        {
            _cursor.Row++;
            return;
        }

        if (!IsAlternate)
        {
            _scrolled.Add(_rows[0]);
        }

        _rows.RemoveAt(0);
        Fill();
    }

    private string Obey(string sequence)
    {
        if (sequence[1] != '[')
        {
            (_saved, _cursor) = sequence[1] switch
            {
                '7' => (_cursor, _cursor),
                '8' => (_saved, _saved),
                _ => (_saved, _cursor),
            };
            return "";
        }

        var parameters = sequence[2..^1];
        var numbers = parameters.TrimStart('?').Split(';').Select(part => int.TryParse(part, out var number) ? number : 0).ToArray();
        var count = Math.Max(1, numbers[0]);
        switch (sequence[^1])
        {
            case 'A':
                _cursor.Row = Math.Max(0, _cursor.Row - count);
                break;
            case 'B':
                _cursor.Row = Math.Min(_height - 1, _cursor.Row + count);
                break;
            case 'C':
                _cursor.Column = Math.Min(_columns - 1, _cursor.Column + count);
                break;
            case 'D':
                _cursor.Column = Math.Max(0, Math.Min(_cursor.Column, _columns - 1) - count);
                break;
            case 'G':
                _cursor.Column = Math.Min(_columns, count) - 1;
                break;
            case 'H' or 'f':
                _cursor = (Math.Min(_height, count) - 1, Math.Clamp(numbers.ElementAtOrDefault(1), 1, _columns) - 1);
                break;
            case 'J':
                EraseRows(numbers[0]);
                break;
            case 'K':
                EraseInRow(numbers[0]);
                break;
            case 'h' or 'l' when parameters.StartsWith('?'):
                Switch(parameters, isOn: sequence[^1] == 'h');
                break;
            case 'n' when numbers[0] == 6:
                return string.Create(CultureInfo.InvariantCulture, $"\e[{_cursor.Row + 1};{Math.Min(_cursor.Column, _columns - 1) + 1}R");
        }

        return "";
    }

    private void Switch(string mode, bool isOn)
    {
        if (mode == "?25")
        {
            IsCursorVisible = isOn;
        }
        else if (mode is "?1049" or "?47" or "?1047" && isOn != IsAlternate)
        {
            var shown = isOn ? [] : _underneath!;
            (_rows, _underneath) = (shown, isOn ? _rows : null);
            Fill();
        }
    }

    private void EraseRows(int which)
    {
        EraseInRow(which);
        for (var row = 0; row < _height; row++)
        {
            if (which >= 2 || (which == 0 && row > _cursor.Row) || (which == 1 && row < _cursor.Row))
            {
                _rows[row] = new Row();
            }
        }
    }

    private void EraseInRow(int which)
    {
        var row = _rows[_cursor.Row];
        row.GoesOn = false;
        var length = row.Text.Length;
        if (which is 0 or 2)
        {
            row.Text.Length = which == 2 ? 0 : Math.Min(length, _cursor.Column);
        }
        else
        {
            for (var i = 0; i < Math.Min(length, _cursor.Column + 1); i++)
            {
                row.Text[i] = ' ';
            }
        }
    }

    private void Fill()
    {
        while (_rows.Count < _height)
        {
            _rows.Add(new Row());
        }
    }

    private sealed class Row
    {
        public StringBuilder Text { get; } = new();

        /// <summary>Whether a line did not end here but where the row did.</summary>
        public bool GoesOn { get; set; }
    }
}
