namespace HtmIt.EndToEnd.Tests.FirstHour;

/// <summary>A test that plays a task of <c>docs/first-hour.md</c> that has no transcript.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PlaysTaskAttribute(string id) : Attribute
{
    public string Id => id;
}
