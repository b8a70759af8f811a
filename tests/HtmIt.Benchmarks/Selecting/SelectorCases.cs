using HtmIt.Core.Metrics;

namespace HtmIt.Benchmarks.Selecting;

/// <summary>The selectors that are measured, for metrics as <see cref="StoredMetrics"/> makes them.</summary>
internal static class SelectorCases
{
    public static readonly (string Name, MetricSelector Selector)[] All =
    [
        ("equal_one", Label("zone", LabelOp.Equal, "odd")),
        ("equal_several", Label("rack", LabelOp.Equal, "rack-1", "rack-42", "rack-99")),
        ("equal_200", Label("rack", LabelOp.Equal, "rack-42")),
        ("equal_all", Label("env", LabelOp.Equal, "prod")),
        ("equal_none", Label("env", LabelOp.Equal, "test")),
        ("not_equal_all", Label("env", LabelOp.NotEqual, "test")),
        ("not_equal_one", Label("zone", LabelOp.NotEqual, "even")),
        ("like_many", Label("host", LabelOp.Like, "*1*")),
        ("like_none", Label("host", LabelOp.Like, "*x*")),
        ("not_like_none", Label("host", LabelOp.NotLike, "*-*")),
        ("present_all", Label("team", LabelOp.Present)),
        ("absent_none", Label("team", LabelOp.Absent)),
        ("name_like", new() { NamePatterns = ["*.7"] }),
    ];

    private static MetricSelector Label(string key, LabelOp op, params string[] values) => new() { Labels = [new(key, op, values)] };
}
