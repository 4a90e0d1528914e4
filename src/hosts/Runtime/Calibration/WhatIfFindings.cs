using Mainstay.Core.Calibration.WhatIfs;

namespace Mainstay.Runtime.Calibration;

/// <summary>What another model would change on a day, and how both would have done before.</summary>
/// <param name="HasPlaybooks">Whether playbooks were named: otherwise nothing can be said of tasks.</param>
/// <param name="Backtest">Null where no past day can be judged.</param>
public sealed record WhatIfFindings(WhatIf WhatIf, bool HasPlaybooks, BacktestFindings? Backtest);
