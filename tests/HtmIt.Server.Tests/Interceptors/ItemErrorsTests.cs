using Grpc.Core;
using HtmIt.Core.Errors;
using HtmIt.Server.Interceptors;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Interceptors;

public sealed class ItemErrorsTests
{
    [TestCase(ErrorReason.StorageUnavailable, 1)]
    [TestCase(ErrorReason.AwsThrottled, 5)]
    [TestCase(ErrorReason.AwsUnavailable, 5)]
    [TestCase(ErrorReason.FeedbackNotStored, 5)]
    [TestCase(ErrorReason.MetricNotFound, null)]
    [TestCase(ErrorReason.TooLarge, null)]
    public void ToProto_Reason_SaysWhenToSendTheItemAgain(ErrorReason reason, int? seconds)
    {
        var refusal = new DomainException(reason, "no", new Dictionary<string, string>());

        Assert.That(ItemErrors.ToProto(refusal).RetryDelay?.Seconds, Is.EqualTo(seconds));
        Assert.That(
            RpcErrors.ToRpcException(refusal).GetRpcStatus()!.GetDetail<Google.Rpc.RetryInfo>()?.RetryDelay.Seconds,
            Is.EqualTo(seconds)
        );
    }
}
