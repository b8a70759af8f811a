namespace HtmIt.Client.Errors;

/// <summary>No such metric is supported for this datasource.</summary>
public sealed class MetricNotSupportedException(HtmItError error) : InvalidFieldException(error);
