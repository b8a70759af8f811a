namespace HtmIt.Cli.Plotting;

/// <summary>A canvas of braille characters: two dots across and four down in each.</summary>
internal sealed class BrailleCanvas(int columns, int lines)
{
    private const int FirstCharacter = 0x2800;

    // The bit of each dot in its character, by line and column.
    private static readonly byte[,] Bits =
    {
        { 0x01, 0x08 },
        { 0x02, 0x10 },
        { 0x04, 0x20 },
        { 0x40, 0x80 },
    };

    private readonly byte[,] _cells = new byte[lines, columns];

    public int Width => columns * 2;

    public int Height => lines * 4;

    /// <summary>Sets a dot; (0, 0) is at the top left.</summary>
    public void Set(int x, int y) => _cells[y / 4, x / 2] |= Bits[y % 4, x % 2];

    public string Line(int line)
    {
        var characters = new char[columns];
        for (var i = 0; i < columns; i++)
        {
            characters[i] = (char)(FirstCharacter + _cells[line, i]);
        }

        return new string(characters);
    }
}
