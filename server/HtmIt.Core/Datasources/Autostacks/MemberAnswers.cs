using HtmIt.Core.Log;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>What CloudWatch gave of the members for one metric.</summary>
internal abstract record MemberAnswers
{
    private MemberAnswers() { }

    /// <param name="IsWhole">Whether every member has an answer.</param>
    public sealed record Known(IReadOnlyList<IReadOnlyList<Sample>> Series, bool IsWhole) : MemberAnswers;

    public sealed record Failed(string Fault) : MemberAnswers;

    /// <summary>Not all were asked for, because CloudWatch takes no calls.</summary>
    public sealed record Unknown : MemberAnswers;
}
