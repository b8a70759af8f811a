using HtmIt.Server.Hosting;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Hosting;

public sealed class CommandLineTests
{
    [TestCase("did you mean --listen? There is no option --lsten. --help lists them.", "--lsten", "127.0.0.1:0")]
    [TestCase("did you mean --data-dir? There is no option --datadir. --help lists them.", "--datadir=/x")]
    [TestCase("there is no option --frobnicate. --help lists them.", "--frobnicate", "1")]
    [TestCase("--listen needs a value. --help lists them.", "--listen")]
    public void Parse_Mistake_IsOneSentence(string said, params string[] args)
    {
        var settings = CommandLine.Parse(args, out var complaint);

        Assert.That((settings, complaint), Is.EqualTo(((IReadOnlyDictionary<string, string?>?)null, said)));
    }
}
