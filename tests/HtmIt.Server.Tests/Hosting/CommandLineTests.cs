using HtmIt.Server.Settings;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Hosting;

public sealed class CommandLineTests
{
    [TestCase("there is no option --lsten. Did you mean --listen?", "--lsten", "127.0.0.1:0")]
    [TestCase("there is no option --datadir. Did you mean --data-dir?", "--datadir=/x")]
    [TestCase("there is no option --frobnicate.", "--frobnicate", "1")]
    [TestCase("--listen needs a value.", "--listen")]
    public void Parse_Mistake_IsOneSentence(string said, params string[] args)
    {
        var settings = CommandLine.Parse(args, out var complaint);

        Assert.That((settings, complaint), Is.EqualTo(((IReadOnlyDictionary<string, string?>?)null, said)));
    }
}
