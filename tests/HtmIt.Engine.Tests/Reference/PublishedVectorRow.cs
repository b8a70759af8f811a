namespace HtmIt.Engine.Tests.Reference;

/// <summary>One row and its published scores: of the detector "numenta", then of "numentaTM".</summary>
internal readonly record struct PublishedVectorRow(DateTime Time, double Value, double Raw, double Final, double TmRaw, double TmFinal);
