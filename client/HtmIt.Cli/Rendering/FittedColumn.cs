namespace HtmIt.Cli.Rendering;

/// <summary>A column of a table, and what becomes of it where the screen is too narrow.</summary>
internal sealed class FittedColumn
{
    // A text of which less is left tells nobody anything.
    private const int LeastOfName = 12;
    private const int Least = 10;

    // Before a text loses more than this, what is dispensable goes.
    private const int Comfortable = 24;

    private readonly Kind _kind;

    /// <param name="marked">Its title behind marks: <c>?</c> it is left out where there is no room, <c>&gt;</c> it holds numbers,
    /// <c>~</c> names that may be shortened in their middle, <c>.</c> sentences that may be shortened at their end, <c>&lt;</c> what may be shortened at its beginning, <c>#</c> names of the
    /// server's making, of which a beginning is enough.</param>
    public FittedColumn(string marked)
    {
        var titles = marked.TrimStart('?', '>', '~', '.', '<', '#');
        var marks = marked[..^titles.Length];
        (Title, BriefTitle) = titles.IndexOf(" (", StringComparison.Ordinal) is > 0 and var end
            ? (titles, titles[..end])
            : (titles, titles);
        IsDispensable = marks.Contains('?', StringComparison.Ordinal);
        IsNumber = marks.Contains('>', StringComparison.Ordinal);
        _kind =
            marks.Contains('~', StringComparison.Ordinal) ? Kind.Name
            : marks.Contains('.', StringComparison.Ordinal) ? Kind.Sentence
            : marks.Contains('<', StringComparison.Ordinal) ? Kind.Course
            : marks.Contains('#', StringComparison.Ordinal) ? Kind.Id
            : Kind.Whole;
    }

    private enum Kind
    {
        Whole,
        Name,
        Sentence,
        Course,
        Id,
    }

    public string Title { get; }

    /// <summary>Where there is no room: without what stands in parentheses.</summary>
    public string BriefTitle { get; }

    public bool IsDispensable { get; }

    public bool IsNumber { get; }

    public bool IsName => _kind == Kind.Name;

    public bool IsId => _kind == Kind.Id;

    /// <summary>How narrow it may get, however wide it would like to be.</summary>
    /// <param name="natural">How wide it would like to be.</param>
    /// <param name="isTight">Whether all that is dispensable is gone.</param>
    public int LeastWidth(int natural, bool isTight) =>
        _kind is Kind.Name or Kind.Sentence or Kind.Course
            ? Math.Min(natural, Math.Max(isTight ? (IsName ? LeastOfName : Least) : Comfortable, Shorten.WidthOf(BriefTitle)))
            : natural;

    /// <summary>A text of it in so many characters.</summary>
    public string Fit(string text, int width) =>
        _kind switch
        {
            Kind.Name => Shorten.Middle(text, width),
            Kind.Sentence => Shorten.End(text, width),
            Kind.Course => Shorten.Start(text, width),
            _ => text,
        };
}
