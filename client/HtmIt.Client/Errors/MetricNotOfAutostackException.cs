namespace HtmIt.Client.Errors;

/// <summary>The metric belongs to another autostack or to none.</summary>
public sealed class MetricNotOfAutostackException(HtmItError error) : HtmItException(error);
