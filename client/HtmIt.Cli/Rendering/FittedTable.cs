using HtmIt.Common;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HtmIt.Cli.Rendering;

/// <summary>A table that gets as narrow as the screen is: long names lose their middles, sentences their ends, names of the server's making all
/// but their beginnings, and what is dispensable goes. Nothing is broken over lines. Where that does not do, it is no table any more but a field a line.
/// Where there is no screen, nothing is lost.</summary>
internal sealed class FittedTable(IReadOnlyList<string> columns) : IRenderable
{
    // Two spaces for each column, a border before each and one behind the last.
    private const int WidthOfBorders = 3;

    private readonly FittedColumn[] _columns = [.. columns.Select(marked => new FittedColumn(marked))];
    private readonly List<FittedCell[]> _rows = [];

    /// <summary>What the table is framed by.</summary>
    public TableBorder Border { get; init; } = TableBorder.Simple;

    /// <summary>Whether it is drawn over: then each row has one line, also where it is no table.</summary>
    public bool IsLive { get; init; }

    /// <summary>What stands above it; empty for nothing.</summary>
    public string Title { get; init; } = "";

    public bool IsEmpty => _rows.Count == 0;

    public void Add(params FittedCell[] cells) =>
        _rows.Add([.. cells.Select(cell => cell.Colors is null ? cell with { Text = HarmlessText.Of(cell.Text) } : cell)]);

    /// <summary>Whether a column is shown on a screen of this width.</summary>
    public bool IsShown(string title, int maxWidth) => LayOut(maxWidth).Shown.Any(column => _columns[column].BriefTitle == title);

    public Measurement Measure(RenderOptions options, int maxWidth) => Fit(maxWidth).Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => Fit(maxWidth).Render(options, maxWidth);

    private IRenderable Fit(int maxWidth)
    {
        var layout = LayOut(maxWidth);
        return layout.Fits ? Build(layout)
            : IsLive ? new FieldLines(Title, FieldsOf(layout), maxWidth)
            : new FieldBlocks(Title, [.. layout.Shown.Select(layout.TitleOf)], FieldsOf(layout));
    }

    private Layout LayOut(int maxWidth)
    {
        var shown = Enumerable.Range(0, _columns.Length).ToList();
        var layout = new Layout(this, shown, maxWidth, isTight: false);
        while (!layout.Fits && shown.FindLastIndex(column => _columns[column].IsDispensable) is >= 0 and var last)
        {
            shown.RemoveAt(last);
            layout = new Layout(this, shown, maxWidth, isTight: false);
        }

        return layout.Fits ? layout : new Layout(this, shown, maxWidth, isTight: true);
    }

    /// <summary>Each row's fields, whole: where there are no columns, no text has to fit into one.</summary>
    private List<IReadOnlyList<Field>> FieldsOf(Layout layout) =>
        [
            .. Enumerable
                .Range(0, _rows.Count)
                .Select(row =>
                    layout
                        .Shown.Where(column => _rows[row][column].Text.Trim().Length > 0)
                        .Select(column => new Field(
                            _columns[column].BriefTitle,
                            _rows[row][column] with
                            {
                                Text = layout.WholeOf(column, row),
                            }
                        ))
                        .ToArray()
                ),
        ];

    private Table Build(Layout layout)
    {
        var table = new Table().Border(Border).BorderColor(Color.Grey);
        if (Title.Length > 0)
        {
            table.Title(Cell.Of(Title));
        }

        foreach (var column in layout.Shown)
        {
            var header = new TableColumn(Cell.Of(layout.TitleOf(column))).NoWrap();
            table.AddColumn(_columns[column].IsNumber ? header.RightAligned() : header);
        }

        for (var row = 0; row < _rows.Count; row++)
        {
            table.AddRow(layout.Shown.Select(column => (_rows[row][column] with { Text = layout.TextOf(column, row) }).Draw()));
        }

        return table;
    }

    /// <summary>What is shown of which columns.</summary>
    private sealed class Layout
    {
        private readonly FittedTable _table;
        private readonly Dictionary<int, IReadOnlyList<string>> _texts;
        private readonly Dictionary<int, int> _widths;

        public Layout(FittedTable table, IReadOnlyList<int> shown, int maxWidth, bool isTight)
        {
            _table = table;
            Shown = [.. shown];
            _texts = Shown.ToDictionary(
                column => column,
                column => (IReadOnlyList<string>)[.. table._rows.Select(row => row[column].Text)]
            );
            _widths = Shown.ToDictionary(column => column, WidthOf);
            var excess = ExcessOver(maxWidth);
            if (excess > 0)
            {
                IsBrief = true;
                foreach (var column in Shown.Where(column => table._columns[column].IsId))
                {
                    _texts[column] = ShortIds.Of(_texts[column]);
                }

                Shown.ToList().ForEach(column => _widths[column] = WidthOf(column));
                Shrink(ExcessOver(maxWidth), isTight);
            }

            Fits = ExcessOver(maxWidth) <= 0;
        }

        public IReadOnlyList<int> Shown { get; }

        public bool Fits { get; }

        /// <summary>Whether titles are no wider than what is below them, where they can be.</summary>
        private bool IsBrief { get; }

        public string TitleOf(int column) =>
            IsBrief && Shorten.WidthOf(_table._columns[column].Title) > WidestOf(column)
                ? _table._columns[column].BriefTitle
                : _table._columns[column].Title;

        /// <summary>A text that loses nothing; of names of the server's making, the beginning.</summary>
        public string WholeOf(int column, int row) => _texts[column][row];

        public string TextOf(int column, int row) => _table._columns[column].Fit(_texts[column][row], _widths[column]);

        /// <summary>Sentences give way first: a shortened name can't be copied.</summary>
        private void Shrink(int excess, bool isTight)
        {
            var isLast = Shown.ToLookup(column => _table._columns[column].IsName);
            Shrink(isLast[true], Shrink(isLast[false], excess, isTight), isTight);
        }

        /// <summary>Takes a character at a time from the widest, so that long ones lose and short ones stay. What is left to take.</summary>
        private int Shrink(IEnumerable<int> columns, int excess, bool isTight)
        {
            var least = columns.ToDictionary(column => column, column => _table._columns[column].LeastWidth(_widths[column], isTight));
            for (; excess > 0; excess--)
            {
                var widest = least
                    .Keys.Where(column => _widths[column] > least[column])
                    .DefaultIfEmpty(-1)
                    .MaxBy(column => column < 0 ? 0 : _widths[column]);
                if (widest < 0)
                {
                    return excess;
                }

                _widths[widest]--;
            }

            return 0;
        }

        private int ExcessOver(int maxWidth) => Shown.Sum(column => _widths[column] + WidthOfBorders) + 1 - maxWidth;

        private int WidthOf(int column) => Math.Max(Shorten.WidthOf(TitleOf(column)), WidestOf(column));

        private int WidestOf(int column) => _texts[column].Select(Shorten.WidthOf).DefaultIfEmpty().Max();
    }
}
