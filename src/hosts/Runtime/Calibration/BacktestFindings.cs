using Mainstay.Core.Calibration.Backtests;
using Mainstay.Core.Calibration.Observing;

namespace Mainstay.Runtime.Calibration;

/// <summary>A backtest with what it was made of.</summary>
/// <param name="Champion">What the model in use showed.</param>
/// <param name="Challenger">What another model shows on the same days; null for none.</param>
public sealed record BacktestFindings(ObservationSet Champion, ObservationSet? Challenger, Backtest Backtest);
