using HtmIt.Core.Errors;

namespace HtmIt.Server.Mapping;

/// <summary>Whether rows count that were scored before the model had learnt enough, from the wire.</summary>
internal static class LearningRowsMapping
{
    private const string Field = "learning_rows";

    /// <exception cref="DomainException">InvalidField.</exception>
    public static bool Include(V1.LearningRows rows, bool byDefault) =>
        rows switch
        {
            V1.LearningRows.Unspecified => byDefault,
            V1.LearningRows.Include => true,
            V1.LearningRows.Exclude => false,
            _ => throw DomainErrors.InvalidField(Field, rows, "must be one of the values of LearningRows"),
        };
}
