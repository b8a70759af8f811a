using HtmIt.Server.Tests.Support;

namespace HtmIt.Server.Tests.BadInput;

/// <summary>A row of the table: an input, and what answers it.</summary>
/// <param name="Name">What is wrong with the input.</param>
/// <param name="Send">Sends it, and returns how it was refused.</param>
/// <param name="Answer">Status code, reason and field.</param>
internal sealed record BadCase(string Name, Func<BadInputTests, Task<Answer>> Send, Answer Answer)
{
    public override string ToString() => Name;
}

/// <summary>What the sender is told. Code OK means that the call succeeds and the sample itself is refused.</summary>
internal sealed record Answer(string Code, string Reason, string Field)
{
    public static Answer Of(Refusal refusal) => new(refusal.Code.ToString(), refusal.Reason, refusal.Field);
}
