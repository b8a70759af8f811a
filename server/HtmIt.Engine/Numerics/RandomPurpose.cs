namespace HtmIt.Engine.Numerics;

/// <summary>Keeps the random streams of different uses apart. Values are part of the model's definition: never renumber.</summary>
internal enum RandomPurpose : byte
{
    ScalarEncoder = 1,
    SpatialPooler = 2,
    WinnerCell = 3,
    NewSynapse = 7,
    Punishment = 4,
    Recycling = 5,
    Surprise = 6,
}
