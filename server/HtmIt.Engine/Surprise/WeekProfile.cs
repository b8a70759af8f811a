using HtmIt.Engine.Layout;
using HtmIt.Engine.Snapshots;

namespace HtmIt.Engine.Surprise;

/// <summary>What is usual at this time of the week: for each of 84 pieces of two hours (UTC) a middle and a mean distance from it.</summary>
internal sealed class WeekProfile
{
    private const int Pieces = 84;
    private const long SecondsPerPiece = 2 * 60 * 60;
    private const long SecondsPerDay = 24 * 60 * 60;
    private const int FewestDays = 2;
    private const int MiddleRows = 3;
    private const double SizeShare = 0.05;
    private const double FirstReach = 100;
    private const double DaysOfMemory = 6;

    private readonly Piece[] _pieces = new Piece[Pieces];

    /// <summary>What was usual at the newest row's time of the week.</summary>
    public double Usual { get; private set; }

    /// <summary>Distance of the last three rows' median from what is usual now, or null while this time was seen on fewer than two days.</summary>
    public double? Next(long unixSeconds, RecentValues recent, LevelTracker level)
    {
        ref var piece = ref _pieces[PieceAt(unixSeconds)];
        Usual = piece.Middle;
        double? distance = null;
        if (piece.Days >= FewestDays)
        {
            var scale = piece.Distance + (SizeShare * level.Size);
            distance = scale == 0 ? 0 : Math.Abs(recent.Median(0, MiddleRows) - piece.Middle) / scale;
        }

        Learn(ref piece, FloorDivide(unixSeconds, SecondsPerDay), recent.Back(0), level);
        return distance;
    }

    /// <summary>Asks for what every row needs.</summary>
    public void PrefetchState(long unixSeconds) => Prefetch.Lines<Piece>(_pieces.AsSpan(PieceAt(unixSeconds), 1));

    public void Save(SnapshotWriter writer)
    {
        // Like beside like, which compresses best.
        foreach (ref readonly var piece in _pieces.AsSpan())
        {
            writer.Write(piece.Middle);
        }

        foreach (ref readonly var piece in _pieces.AsSpan())
        {
            writer.Write(piece.Distance);
        }

        foreach (ref readonly var piece in _pieces.AsSpan())
        {
            writer.Write(piece.Rows);
        }

        foreach (ref readonly var piece in _pieces.AsSpan())
        {
            writer.Write(piece.Days);
        }

        foreach (ref readonly var piece in _pieces.AsSpan())
        {
            writer.Write(piece.LastDay);
        }
    }

    public void Load(ref SnapshotReader reader)
    {
        foreach (ref var piece in _pieces.AsSpan())
        {
            piece.Middle = reader.ReadDouble();
        }

        foreach (ref var piece in _pieces.AsSpan())
        {
            piece.Distance = reader.ReadDouble();
        }

        foreach (ref var piece in _pieces.AsSpan())
        {
            piece.Rows = reader.ReadInt32(0, int.MaxValue);
        }

        foreach (ref var piece in _pieces.AsSpan())
        {
            piece.Days = reader.ReadInt32(piece.Rows == 0 ? 0 : 1, piece.Rows);
        }

        foreach (ref var piece in _pieces.AsSpan())
        {
            piece.LastDay = reader.ReadInt64();
        }
    }

    private static void Learn(ref Piece piece, long day, double value, LevelTracker level)
    {
        var before = piece.Rows;
        if (before == 0 || day != piece.LastDay)
        {
            piece.Days++;
            piece.LastDay = day;
        }

        piece.Rows = before == int.MaxValue ? before : before + 1;
        if (before == 0)
        {
            var reach = FirstReach * level.Size;
            piece.Middle = level.Level + Math.Clamp(value - level.Level, -reach, reach);
            return;
        }

        // A middle that remembers about six days of rows, moved by the sign and a clipped size of the distance.
        var rate = Math.Max(1.0 / piece.Rows, piece.Days / (DaysOfMemory * before));
        var most = piece.Days > FewestDays ? (6 * piece.Distance) + (0.1 * level.Size) : FirstReach * level.Size;
        var distance = Math.Min(Math.Abs(value - piece.Middle), most);
        piece.Middle += rate * (value < piece.Middle ? -distance : distance);
        piece.Distance += rate * (distance - piece.Distance);
    }

    private static int PieceAt(long unixSeconds)
    {
        var piece = (int)(FloorDivide(unixSeconds, SecondsPerPiece) % Pieces);
        return piece < 0 ? piece + Pieces : piece;
    }

    private static long FloorDivide(long value, long by) => value >= 0 ? value / by : -((-(value + 1) / by) + 1);

    /// <summary>Two hours of the week: what is usual there, how far values go from it, and how much was seen.</summary>
    private struct Piece
    {
        public double Middle;
        public double Distance;
        public long LastDay;
        public int Rows;
        public int Days;
    }
}
