import QtQuick

// A time of the day, one of those that the engine's settings offer.
Choice {
    id: times
    signal picked(int minute)
    model: doings.times
    textRole: "text"
    valueRole: "value"
    implicitWidth: 132 * Math.min(theme.scale, 1.35)
    onActivated: picked(currentValue)
}
