using HtmIt.Core.Log;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Decisions;
using HtmIt.Core.Notifications.Deliveries;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Core.Notifications.Explanations;
using HtmIt.Core.Notifications.History;
using HtmIt.Core.Notifications.Simulations;
using Microsoft.Extensions.DependencyInjection;

namespace HtmIt.Core;

internal static class NotificationsRegistration
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services
            .AddOptions<NotificationOptions>()
            .BindConfiguration(NotificationOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<NotificationSignals>();
        services.AddSingleton<ICommitListener, CommitWatcher>();
        services.AddSingleton<DecideNotifications>();
        services.AddSingleton<HoldBackReport>();
        services.AddSingleton<ExplainDevice>();
        services.AddSingleton<SimulateDevice>();
        services.AddSingleton<DeviceDefaults>();
        services.AddSingleton<TargetRules>();
        services.AddSingleton<SaveDevice>();
        services.AddSingleton<TestDevice>();
        services.AddSingleton<NotificationHistory>();
        services.AddSingleton<WatchNotifications>();
        services.AddSingleton<RetryPolicy>();
        services.AddHostedService<DecisionWorker>();
        services.AddHostedService<DeliveryWorker>();
        return services;
    }
}
