namespace HtmIt.Client.Errors;

/// <summary>A field of a request that breaks its rule.</summary>
/// <param name="Field">Path of the field in the request, e.g. <c>spec.custom.metric_name</c>.</param>
/// <param name="Description">The rule, for people.</param>
public sealed record FieldViolation(string Field, string Description);
