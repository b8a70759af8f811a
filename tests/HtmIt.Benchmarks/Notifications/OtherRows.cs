namespace HtmIt.Benchmarks.Notifications;

internal readonly record struct OtherRows(int Rows, double Seconds)
{
    public double PerSecond => Seconds > 0 ? Rows / Seconds : 0;
}
