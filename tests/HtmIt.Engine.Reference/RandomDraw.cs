namespace HtmIt.Engine.Reference;

/// <summary>Says which random choice is wanted, for generators that do not go by the order of the questions.</summary>
/// <param name="Row">Number of the row, from 0.</param>
/// <param name="Column">Column that the choice is made for.</param>
/// <param name="Purpose">What is chosen.</param>
/// <param name="Index">How many choices were made before with the same row, column and purpose.</param>
internal readonly record struct RandomDraw(long Row, int Column, DrawPurpose Purpose, int Index);
